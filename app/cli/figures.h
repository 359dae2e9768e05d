// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/counters.h>
#include <plm/session.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace peripheral::cli {

// Figures as people read them, and as programs do.

/// What people read in place of a figure that there is none of.
inline constexpr const char* kNotMeasured = "not measured";

/// What programs read: null there.
template <class Value>
nlohmann::json orNull(const std::optional<Value>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json();
}

/// A number of bytes for people, in decimal units.
std::string sizeText(std::uint64_t bytes);

/// How long something takes, roughly: "40 seconds", "two minutes", "1 h 20 minutes".
std::string durationText(double seconds);

/// What an answer cost, in a line for people.
std::string statisticsLine(const plm::Statistics& statistics);
/// The same with everything that was measured, and what it was measured with.
nlohmann::json statisticsJson(const plm::Statistics& statistics, const plm::Session& session);

/// Seconds and bytes of weights by part, bytes of the cache, and what was read a token.
nlohmann::json countersJson(const plm::Counters& counters);
nlohmann::json memoryJson(const plm::SessionMemory& memory);

} // namespace peripheral::cli
