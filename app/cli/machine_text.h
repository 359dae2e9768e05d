// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"

#include <plm/executors.h>
#include <plm/machine.h>

#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>

namespace peripheral::cli {

/// Facts under their names, a line each.
class Facts {
public:
    void add(std::string_view name, std::string_view value) {
        m_text += fmt::format("{:<17} {}\n", name, value);
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// The value in `format`, which has a place for it, or that it was not measured.
template <class Value>
std::string orNotMeasured(const std::optional<Value>& value, fmt::format_string<const Value&> format) {
    return value ? fmt::format(format, *value) : kNotMeasured;
}

/// What a machine is, `bandwidth` in its place among it; what is not known says so.
void addMachine(Facts& facts, const plm::Machine& machine, const plm::KernelChoice& kernels,
                std::string_view bandwidth);

/// The clock at a moment, and the highest there is.
std::string clockLine(std::optional<double> megahertz, const plm::Machine& machine);

/// Whether heat or voltage held the clock down, now or since the machine started.
std::string throttlingText(std::optional<bool> throttled, const plm::Machine& machine);

} // namespace peripheral::cli
