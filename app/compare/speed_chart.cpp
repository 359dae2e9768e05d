// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"
#include "compare/comparison_charts.h"
#include "compare/profile_tests.h"

#include <plm/sample_statistics.h>

namespace peripheral {

namespace {

struct SpeedText {
    Q_DECLARE_TR_FUNCTIONS(ComparisonCharts)
};

Bar barOf(const ComparedProfile& one, const plm::ProfiledTest* test) {
    Bar bar{.label = one.name};
    if (test == nullptr || test->seconds.empty())
        return bar;
    const plm::FiveNumbers speeds = plm::fiveNumbers(test->speeds());
    bar.value = speeds.median;
    if (test->seconds.size() > 1)
        bar.spread =
            Spread{speeds.least, speeds.lowerQuarter, speeds.median, speeds.upperQuarter, speeds.most};
    return bar;
}

/// Where both tell what they wrote, that decides; where they do not, the whole work does.
bool isOtherWork(const ComparedProfile& one, const plm::ProfiledTest* test,
                 const plm::ProfiledTest* baseline) {
    if (test == nullptr)
        return false;
    if (baseline == nullptr || test->outputHash.empty() || baseline->outputHash.empty())
        return one.isOtherWork();
    return test->outputHash != baseline->outputHash || one.isOtherModel();
}

BarGroup groupOf(std::span<const ComparedProfile> profiles, const plm::BenchTest& test) {
    BarGroup group{.title = SpeedText::tr("%1: tokens a second").arg(nameOf(test))};
    const plm::ProfiledTest* baseline = find(*profiles.front().profile, test);
    for (const ComparedProfile& one : profiles) {
        const plm::ProfiledTest* measured = find(*one.profile, test);
        group.bars.push_back(barOf(one, measured));
        group.bars.back().otherWork = isOtherWork(one, measured, baseline);
    }
    if (profiles.size() > 1)
        group.baseline = 0;
    return group;
}

} // namespace

Chart speedChart(std::span<const ComparedProfile> profiles) {
    std::vector<BarGroup> groups;
    for (const plm::BenchTest& test : testsOf(profiles))
        groups.push_back(groupOf(profiles, test));
    if (groups.empty())
        return {};
    return {SpeedText::tr("Speed"), std::make_shared<BarChart>(std::move(groups))};
}

} // namespace peripheral
