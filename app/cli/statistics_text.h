// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/session.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace peripheral::cli {

/// What an answer cost, in a line for people.
std::string statisticsLine(const plm::Statistics& statistics);
/// The same with everything that was measured, and what it was measured with.
nlohmann::json statisticsJson(const plm::Statistics& statistics, const plm::Session& session);

} // namespace peripheral::cli
