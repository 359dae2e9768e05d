// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/device.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <sys/utsname.h>
#include <vector>

namespace plm {

namespace {

using namespace device;

struct Part {
    std::string_view number; ///< as the system writes it
    std::string_view name;
};

/// Cores of Arm's own design ("CPU implementer" 0x41), by the part number of their main ID register.
constexpr std::array kArmParts{
    Part{"0xd03", "Cortex-A53"},  Part{"0xd04", "Cortex-A35"},  Part{"0xd05", "Cortex-A55"},
    Part{"0xd07", "Cortex-A57"},  Part{"0xd08", "Cortex-A72"},  Part{"0xd09", "Cortex-A73"},
    Part{"0xd0a", "Cortex-A75"},  Part{"0xd0b", "Cortex-A76"},  Part{"0xd0c", "Neoverse-N1"},
    Part{"0xd0d", "Cortex-A77"},  Part{"0xd40", "Neoverse-V1"}, Part{"0xd41", "Cortex-A78"},
    Part{"0xd44", "Cortex-X1"},   Part{"0xd46", "Cortex-A510"}, Part{"0xd47", "Cortex-A710"},
    Part{"0xd48", "Cortex-X2"},   Part{"0xd49", "Neoverse-N2"}, Part{"0xd4d", "Cortex-A715"},
    Part{"0xd4e", "Cortex-X3"},   Part{"0xd4f", "Neoverse-V2"}, Part{"0xd80", "Cortex-A520"},
    Part{"0xd81", "Cortex-A720"}, Part{"0xd82", "Cortex-X4"},
};

/// The kinds of cores of an Arm processor, e.g. "Cortex-A76" or "Cortex-A76 and Cortex-A55", from
/// /proc/cpuinfo, which has only their numbers. Empty where it has none, or none that is known.
std::string armCores(const std::filesystem::path& cpuInfo) {
    if (field(cpuInfo, "CPU implementer") != "0x41")
        return {};
    std::vector<std::string_view> names;
    for (const std::string& number : fields(cpuInfo, "CPU part")) {
        const auto* const part = std::ranges::find(kArmParts, number, &Part::number);
        if (part != kArmParts.end() && std::ranges::find(names, part->name) == names.end())
            names.push_back(part->name);
    }
    std::string all;
    for (const std::string_view name : names)
        all.append(all.empty() ? "" : " and ").append(name);
    return all;
}

} // namespace

std::string processorName(const std::filesystem::path& root) {
    if (const auto name = field(root / "proc/cpuinfo", "model name"))
        return *name;
    const std::string cores = armCores(root / "proc/cpuinfo");
    if (const auto board = firstLine(root / "proc/device-tree/model"))
        return cores.empty() ? *board : *board + " (" + cores + ")";
    if (!cores.empty())
        return cores;
    utsname system{};
    return ::uname(&system) == 0 ? system.machine : "unknown";
}

} // namespace plm
