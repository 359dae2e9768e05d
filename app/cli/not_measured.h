// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

namespace peripheral::cli {

/// What people read in place of a figure that there is none of.
inline constexpr const char* kNotMeasured = "not measured";

/// What programs read: null there.
template <class Value>
nlohmann::json orNull(const std::optional<Value>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json();
}

} // namespace peripheral::cli
