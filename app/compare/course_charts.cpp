// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/line_chart.h"
#include "compare/comparison_charts.h"
#include "compare/profile_tests.h"

#include <plm/sample_statistics.h>

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

struct CourseText {
    Q_DECLARE_TR_FUNCTIONS(ComparisonCharts)
};

Axis tokensASecond() {
    return {CourseText::tr("Tokens a second")};
}

/// A line for each profile, so that each keeps its colour; none where nobody has any points.
template <class PointsOf>
std::vector<LineSeries> linesOf(std::span<const ComparedProfile> profiles, PointsOf pointsOf) {
    std::vector<LineSeries> lines;
    bool any = false;
    for (const ComparedProfile& one : profiles) {
        std::vector<LinePoint> points = pointsOf(*one.profile);
        any = any || !points.empty();
        lines.push_back({.name = points.empty() ? CourseText::tr("%1: not measured").arg(one.name) : one.name,
                         .points = std::move(points)});
    }
    return any ? lines : std::vector<LineSeries>();
}

Chart lineChart(const QString& title, LineData data) {
    return data.series.empty() ? Chart() : Chart(title, std::make_shared<LineChart>(std::move(data)));
}

std::vector<LinePoint> depthPoints(const plm::DeviceProfile& profile) {
    std::vector<LinePoint> points;
    for (const plm::ProfiledTest& test : profile.tests) {
        if (test.test.kind != plm::BenchTest::Kind::Generation || test.seconds.empty())
            continue;
        const plm::FiveNumbers speeds = plm::fiveNumbers(test.speeds());
        LinePoint point{.x = double(test.test.depth), .y = speeds.median};
        if (test.seconds.size() > 1) {
            point.low = speeds.lowerQuarter;
            point.high = speeds.upperQuarter;
        }
        points.push_back(point);
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const LinePoint& a, const LinePoint& b) { return a.x < b.x; });
    return points;
}

std::vector<LinePoint> sustainedPoints(const plm::DeviceProfile& profile) {
    std::vector<LinePoint> points;
    if (profile.sustained)
        for (const plm::SustainedRun::Sample& sample : profile.sustained->samples)
            points.push_back({.x = sample.second, .y = sample.tokensPerSecond});
    return points;
}

std::vector<LinePoint> activePoints(const plm::DeviceProfile& profile) {
    std::vector<LinePoint> points;
    const plm::ProfiledTest* test = shallowestWriting(profile);
    if (test == nullptr)
        return points;
    for (const float share : test->activeByLayer)
        points.push_back({.x = double(points.size()), .y = share});
    return points;
}

QString percent(double value) {
    return QLocale().toString(std::abs(value), 'f', 0);
}

QString trendOf(const ComparedProfile& one) {
    std::vector<double> seconds, speeds;
    for (const plm::SustainedRun::Sample& sample : one.profile->sustained->samples) {
        seconds.push_back(sample.second);
        speeds.push_back(sample.tokensPerSecond);
    }
    const auto trend = plm::trend(seconds, speeds);
    if (!trend)
        return CourseText::tr("%1 wrote for too short a time to tell whether it becomes slower.")
            .arg(one.name);
    const QString length = QLocale().toString(std::lround(seconds.back() - seconds.front()));
    if (!trend->isSignificant)
        return CourseText::tr("%1 keeps its speed over %2 s.").arg(one.name, length);
    const QString sentence =
        trend->percent < 0
            ? CourseText::tr("%1 becomes slower: by %2 % over %3 s (95 % interval %4 to %5 %).")
            : CourseText::tr("%1 becomes faster: by %2 % over %3 s (95 % interval %4 to %5 %).");
    const auto [least, most] = std::minmax({std::abs(trend->interval.low), std::abs(trend->interval.high)});
    return sentence.arg(one.name, percent(trend->percent), length, percent(least), percent(most));
}

} // namespace

Chart depthChart(std::span<const ComparedProfile> profiles) {
    return lineChart(CourseText::tr("Writing after a longer conversation"),
                     {.x = {CourseText::tr("Tokens before")},
                      .y = tokensASecond(),
                      .series = linesOf(profiles, depthPoints)});
}

Chart sustainedChart(std::span<const ComparedProfile> profiles) {
    return lineChart(CourseText::tr("Writing without a pause"),
                     {.x = {CourseText::tr("Seconds")},
                      .y = tokensASecond(),
                      .series = linesOf(profiles, sustainedPoints)});
}

QString sustainedTrends(std::span<const ComparedProfile> profiles) {
    QStringList sentences;
    for (const ComparedProfile& one : profiles)
        if (one.profile->sustained && !one.profile->sustained->samples.empty())
            sentences << trendOf(one);
    return sentences.join(QChar(' '));
}

Chart activeNeuronsChart(std::span<const ComparedProfile> profiles) {
    return lineChart(CourseText::tr("Neurons active while it writes"),
                     {.x = {CourseText::tr("Layer")},
                      .y = {CourseText::tr("Share of neurons"), NumberForm::Percent},
                      .series = linesOf(profiles, activePoints)});
}

} // namespace peripheral
