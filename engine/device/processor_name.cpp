// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/arm_cores.h"
#include "device/text_file.h"

#include <plm/device.h>

#include <sys/utsname.h>

namespace plm {

std::string processorName(const std::filesystem::path& root) {
    if (const auto name = device::field(root / "proc/cpuinfo", "model name"))
        return *name;
    const std::string cores = device::armCores(root / "proc/cpuinfo");
    if (const auto board = device::firstLine(root / "proc/device-tree/model"))
        return cores.empty() ? *board : *board + " (" + cores + ")";
    if (!cores.empty())
        return cores;
    utsname system{};
    return ::uname(&system) == 0 ? system.machine : "unknown";
}

} // namespace plm
