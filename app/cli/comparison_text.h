// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

#include <plm/profile_comparison.h>

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace peripheral::cli {

/// A profile, and what it is beside the baseline.
struct ComparedProfile {
    std::string file; ///< its name, for people
    plm::DeviceProfile profile;
    plm::ProfileComparison comparison; ///< of the baseline: beside itself
};

// The baseline is the first one; the others are named by letters, B and so on.

/// What each of them is, and whether it did the same work.
Table profilesTable(const std::vector<ComparedProfile>& profiles);
/// A row a thing that was measured: the medians, and the differences in per cent.
Table differencesTable(const std::vector<ComparedProfile>& profiles);

/// All of it: `profiles`, each but the first with its `work` and its `rows`.
nlohmann::json comparisonJson(const std::vector<ComparedProfile>& profiles);
/// The rows of all of them as objects without objects in them, for CSV.
nlohmann::json comparisonLines(const std::vector<ComparedProfile>& profiles);

} // namespace peripheral::cli
