// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::kiosk {

/// A mapping of this process in which words of a visitor may lie.
struct SearchedMapping {
    std::uintptr_t begin = 0, end = 0;
    std::string name;     ///< as Hit::origin
    bool swapped = false; ///< some of it is on a swap device
};

/// Those of a text as /proc/self/smaps gives it: what can be read and written, and what can be read and has
/// no file; not what has never been touched, nor memory of devices, nor the kernel's own pages.
[[nodiscard]] std::vector<SearchedMapping> mappingsToSearch(std::string_view smaps);

} // namespace peripheral::kiosk
