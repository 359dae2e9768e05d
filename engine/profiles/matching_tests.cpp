// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/matching_tests.h"

#include <algorithm>
#include <cstddef>

namespace plm::profiles {

namespace {

const ProfiledTest* find(const BenchTest& test, const DeviceProfile& profile) {
    const auto found = std::find_if(profile.tests.begin(), profile.tests.end(), [&](const ProfiledTest& one) {
        return one.test.kind == test.kind && one.test.tokens == test.tokens && one.test.depth == test.depth;
    });
    return found == profile.tests.end() ? nullptr : &*found;
}

} // namespace

std::optional<bool> TestPair::sameOutput() const {
    if (baseline == nullptr || other == nullptr)
        return std::nullopt;
    return sameHash(baseline->outputHash, other->outputHash);
}

std::vector<TestPair> matchTests(const DeviceProfile& baseline, const DeviceProfile& other) {
    std::vector<TestPair> pairs;
    for (const ProfiledTest& test : baseline.tests)
        if (find(test.test, baseline) == &test) // the first where there are several
            pairs.push_back({test.test, &test, find(test.test, other)});
    for (const ProfiledTest& test : other.tests)
        if (find(test.test, baseline) == nullptr && find(test.test, other) == &test)
            pairs.push_back({test.test, nullptr, &test});
    return pairs;
}

std::optional<bool> sameHash(std::string_view one, std::string_view two) {
    const std::size_t digits = std::min(one.size(), two.size()); // an abridged profile has fewer
    if (digits == 0)
        return std::nullopt;
    return one.substr(0, digits) == two.substr(0, digits);
}

} // namespace plm::profiles
