// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <plm/device.h>

namespace plm {

std::optional<MemoryUse> memoryUse(const std::filesystem::path& root) {
    constexpr std::uint64_t kUnit = 1024; // the file counts in kB, which are 1024 bytes
    const auto bytes = [&](std::string_view key) {
        return device::number(device::field(root / "proc/self/status", key));
    };
    const auto peak = bytes("VmHWM");
    const auto file = bytes("RssFile");
    const auto anonymous = bytes("RssAnon");
    if (!peak || !file || !anonymous)
        return std::nullopt;
    return MemoryUse{*peak * kUnit, *file * kUnit, *anonymous * kUnit};
}

} // namespace plm
