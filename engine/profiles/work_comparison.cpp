// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/matching_tests.h"

#include <plm/profile_comparison.h>

#include <algorithm>

namespace plm {

namespace {

/// Whether both are of one file; nothing where that is not told.
std::optional<bool> sameModel(const std::optional<ProfiledModel>& one,
                              const std::optional<ProfiledModel>& two) {
    if (!one || !two)
        return std::nullopt;
    if (const auto same = profiles::sameHash(one->sha256, two->sha256))
        return same;
    if (one->tensorBytes != two->tensorBytes || one->type != two->type)
        return false;
    return std::nullopt;
}

/// Whether all tests that both have came to the same; false where one did not, whatever is missing elsewhere.
std::optional<bool> sameOutputs(const std::vector<profiles::TestPair>& pairs) {
    std::optional<bool> all = true;
    for (const profiles::TestPair& pair : pairs) {
        if (pair.baseline == nullptr || pair.other == nullptr)
            continue;
        const auto same = pair.sameOutput();
        if (same == false)
            return false;
        if (!same)
            all.reset();
    }
    return all;
}

void addSettings(const DeviceProfile& baseline, const DeviceProfile& other,
                 std::vector<WorkPart>& different) {
    const auto compare = [&different](const auto& one, const auto& two, WorkPart part) {
        if (one != two)
            different.push_back(part);
    };
    if (baseline.settings && other.settings) {
        compare(baseline.settings->executor, other.settings->executor, WorkPart::Executor);
        compare(baseline.settings->threads, other.settings->threads, WorkPart::Threads);
        compare(baseline.settings->cacheType, other.settings->cacheType, WorkPart::CacheType);
        compare(baseline.settings->sparse, other.settings->sparse, WorkPart::Sparse);
    }
    compare(baseline.program, other.program, WorkPart::Program);
}

void addVerdictOf(WorkPart part, std::optional<bool> same, WorkComparison& work) {
    if (!same)
        work.unknown.push_back(part);
    else if (!*same)
        work.different.push_back(part);
}

} // namespace

WorkComparison compareWork(const DeviceProfile& baseline, const DeviceProfile& other) {
    const auto pairs = profiles::matchTests(baseline, other);
    const auto isShared = [](const profiles::TestPair& pair) { return pair.baseline && pair.other; };
    WorkComparison work;
    addVerdictOf(WorkPart::ModelFile, sameModel(baseline.model, other.model), work);
    if (std::any_of(pairs.begin(), pairs.end(), isShared))
        addVerdictOf(WorkPart::Output, sameOutputs(pairs), work);
    else
        work.different.push_back(WorkPart::Tests);
    addSettings(baseline, other, work.settings);
    if (work.different.empty() && !std::all_of(pairs.begin(), pairs.end(), isShared))
        work.settings.push_back(WorkPart::Tests);
    if (!work.different.empty())
        work.verdict = WorkComparison::Verdict::Different;
    else if (work.unknown.empty())
        work.verdict = WorkComparison::Verdict::Same;
    return work;
}

} // namespace plm
