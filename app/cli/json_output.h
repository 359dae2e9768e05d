// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace peripheral::cli {

/// Prints `value` and a line end as a result, in UTF-8: indented by two, or in one line. Text that a terminal
/// would obey is escaped (plm::shownJson()), and bytes that are no UTF-8 come out as U+FFFD.
void printIndented(const nlohmann::json& value);
void printInOneLine(const nlohmann::json& value);

} // namespace peripheral::cli
