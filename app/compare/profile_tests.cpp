// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/profile_tests.h"

#include <plm/sample_statistics.h>

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace peripheral {

namespace {

using plm::BenchTest;

struct TestText {
    Q_DECLARE_TR_FUNCTIONS(ProfileTests)
};

bool isSame(const BenchTest& a, const BenchTest& b) {
    return a.kind == b.kind && a.tokens == b.tokens && a.depth == b.depth;
}

auto orderOf(const BenchTest& test) {
    return std::tuple(test.kind == BenchTest::Kind::Generation, test.depth, test.tokens);
}

/// The test of this kind that stands for all of them; `before` tells which of two does so rather.
template <class Before>
const plm::ProfiledTest* firstOf(const plm::DeviceProfile& profile, BenchTest::Kind kind, Before before) {
    const plm::ProfiledTest* first = nullptr;
    for (const plm::ProfiledTest& test : profile.tests)
        if (test.test.kind == kind && !test.seconds.empty() &&
            (first == nullptr || before(test.test, first->test)))
            first = &test;
    return first;
}

} // namespace

const plm::ProfiledTest* find(const plm::DeviceProfile& profile, const BenchTest& test) {
    const auto found = std::find_if(profile.tests.begin(), profile.tests.end(),
                                    [&](const plm::ProfiledTest& one) { return isSame(one.test, test); });
    return found == profile.tests.end() ? nullptr : &*found;
}

std::vector<BenchTest> testsOf(std::span<const ComparedProfile> profiles) {
    std::vector<BenchTest> tests;
    for (const ComparedProfile& one : profiles)
        for (const plm::ProfiledTest& test : one.profile->tests)
            if (!test.seconds.empty())
                tests.push_back(test.test);
    std::stable_sort(tests.begin(), tests.end(),
                     [](const BenchTest& a, const BenchTest& b) { return orderOf(a) < orderOf(b); });
    tests.erase(std::unique(tests.begin(), tests.end(), isSame), tests.end());
    return tests;
}

QString nameOf(const BenchTest& test) {
    const QLocale locale;
    const QString tokens = locale.toString(test.tokens), depth = locale.toString(test.depth);
    switch (test.kind) {
    case BenchTest::Kind::Prompt:
        return test.depth == 0 ? TestText::tr("Reading %1 tokens").arg(tokens)
                               : TestText::tr("Reading %1 tokens after %2").arg(tokens, depth);
    case BenchTest::Kind::Generation:
        return test.depth == 0 ? TestText::tr("Writing %1 tokens").arg(tokens)
                               : TestText::tr("Writing %1 tokens after %2").arg(tokens, depth);
    }
    return {};
}

const plm::ProfiledTest* shallowestWriting(const plm::DeviceProfile& profile) {
    return firstOf(profile, BenchTest::Kind::Generation,
                   [](const BenchTest& a, const BenchTest& b) { return a.depth < b.depth; });
}

const plm::ProfiledTest* shallowestReading(const plm::DeviceProfile& profile) {
    const auto distance = [](const BenchTest& test) {
        return std::pair(test.depth, std::abs(std::log2(test.tokens / 512.0)));
    };
    return firstOf(profile, BenchTest::Kind::Prompt,
                   [&](const BenchTest& a, const BenchTest& b) { return distance(a) < distance(b); });
}

std::optional<double> bestRate(const std::vector<plm::RateByThreads>& rates) {
    std::optional<double> best;
    for (const plm::RateByThreads& rate : rates)
        if (!rate.rates.empty())
            best = std::max(best, std::optional(plm::median(rate.rates)));
    return best;
}

} // namespace peripheral
