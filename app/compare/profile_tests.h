// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/compared_profile.h"

#include <optional>
#include <span>

namespace peripheral {

// What profiles hold of tests, as comparisons look it up. Any thread.

/// The test of what was measured; null where it was not.
[[nodiscard]] const plm::ProfiledTest* find(const plm::DeviceProfile& profile, const plm::BenchTest& test);
/// What any of them measured: prompts first, then by depth and by tokens.
[[nodiscard]] std::vector<plm::BenchTest> testsOf(std::span<const ComparedProfile> profiles);
/// "Prompt of 512 tokens, depth 1,024".
[[nodiscard]] QString nameOf(const plm::BenchTest& test);
/// Its test of writing with the least depth, which stands for how fast it writes; null where there is none.
[[nodiscard]] const plm::ProfiledTest* shallowestWriting(const plm::DeviceProfile& profile);
/// Its test of prompts with the least depth and about 512 tokens, likewise for reading.
[[nodiscard]] const plm::ProfiledTest* shallowestReading(const plm::DeviceProfile& profile);

/// The median rate of as many threads as were fastest; nothing where nobody measured.
[[nodiscard]] std::optional<double> bestRate(const std::vector<plm::RateByThreads>& rates);

} // namespace peripheral
