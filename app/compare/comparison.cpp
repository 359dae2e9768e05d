// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"

#include "compare/comparison_charts.h"
#include "compare/work_sentences.h"

#include <algorithm>

namespace peripheral {

namespace {

bool isSameWork(const ComparedProfile& one) {
    return one.work.verdict == plm::WorkComparison::Verdict::Same;
}

} // namespace

void Comparison::setProfiles(std::vector<std::shared_ptr<const plm::DeviceProfile>> profiles) {
    profiles.resize(std::min(profiles.size(), kMostCompared));
    std::vector<ComparedProfile> shown = compared(profiles);
    m_work = workSentences(shown);
    m_sameWork = std::all_of(shown.begin() + (shown.empty() ? 0 : 1), shown.end(), isSameWork);
    showCharts(shown);
    m_cards.show(std::move(shown));
    emit changed();
}

void Comparison::showCharts(const std::vector<ComparedProfile>& profiles) {
    struct Offered {
        QString name;
        NotedChart chart;
    };
    const std::vector<Offered> all{
        {tr("speed"), {speedChart(profiles), {}}},
        {tr("memory"), {memoryChart(profiles), {}}},
        {tr("speed after a longer conversation"), {depthChart(profiles), {}}},
        {tr("writing without a pause"), {sustainedChart(profiles), sustainedTrends(profiles)}},
        {tr("active neurons"), {activeNeuronsChart(profiles), {}}},
        {tr("bandwidth and arithmetic"), {rooflineChart(profiles), {}}}};
    std::vector<NotedChart> charts;
    QStringList lacking;
    for (const Offered& one : all) {
        if (one.chart.chart.isEmpty())
            lacking << one.name;
        else
            charts.push_back(one.chart);
    }
    m_lacking =
        lacking.isEmpty() || profiles.empty() ? QString() : tr("Not measured: %1.").arg(lacking.join(", "));
    m_charts.show(std::move(charts));
}

} // namespace peripheral

#include "moc_comparison.cpp"
