// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace peripheral::kiosk {

/// Which of the names was probably meant by `typed`: the one that the fewest letters added, left out or
/// changed make of it, two or a third of them at most; empty: none of them.
[[nodiscard]] std::string_view nearestName(std::string_view typed, std::span<const std::string_view> names);

} // namespace peripheral::kiosk
