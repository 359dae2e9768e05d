// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace peripheral {

// What a process that measures says, a line each, and whoever started it reads. Any thread.

/// How long all of it will take, before it begins.
struct MeasuringEstimate {
    double seconds = 0;
};
/// What was measured, as plm::toJson(); the last line of a run that went well.
struct MeasuredDocument {
    std::string json;
};
/// Why nothing was measured, one sentence; the last line otherwise.
struct MeasuringFailure {
    std::string sentence;
};
using MeasuringLine = std::variant<MeasuringEstimate, plm::BenchProgress, MeasuredDocument, MeasuringFailure>;

/// JSON in one line, which it does not end.
[[nodiscard]] std::string toText(const MeasuringLine& line);
/// Nothing where it is no such line. Numbers are finite and not negative, fractions at most 1.
[[nodiscard]] std::optional<MeasuringLine> measuringLine(std::string_view text);

} // namespace peripheral
