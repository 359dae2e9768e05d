// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_charts.h"

#include "charts/line_chart.h"
#include "charts/stacked_bar.h"

#include <QCoreApplication>

namespace peripheral {

namespace {

struct FitChartText {
    Q_DECLARE_TR_FUNCTIONS(Fit)
};

/// Those of this basis as points; the others are gaps.
LineSeries seriesOf(const QString& name, const std::vector<plm::FitSpeed>& speeds, bool measured) {
    LineSeries series{.name = name, .points = {}, .estimated = !measured};
    for (const plm::FitSpeed& speed : speeds)
        if (speed.writing.value && (speed.writing.basis == plm::Basis::Measured) == measured)
            series.points.push_back({.x = double(speed.depth), .y = *speed.writing.value});
    return series;
}

} // namespace

Chart fitMemoryChart(const FitFindings& findings) {
    const plm::FitMemory& memory = findings.fit.memory;
    const StackedWhole whole{
        .label = FitChartText::tr("Context of %1 tokens").arg(QLocale().toString(findings.fit.context)),
        .parts = {{FitChartText::tr("Weights in the file"),
                   {},
                   double(memory.inPlaceWeights + memory.embedding)},
                  {FitChartText::tr("Weights laid out"), double(memory.laidOutWeights), {}},
                  {FitChartText::tr("Latent cache"), double(memory.cache), {}},
                  {FitChartText::tr("Activations and vocabulary"),
                   double(memory.activations + memory.vocabulary),
                   {}},
                  {FitChartText::tr("Window and libraries"), double(memory.program), {}}},
        .estimated = true};
    std::optional<StackedLimit> limit;
    if (findings.memory)
        limit = StackedLimit{FitChartText::tr("Memory for programs"), findings.memory->value};
    return {FitChartText::tr("Memory"),
            std::make_shared<StackedBar>(Axis{FitChartText::tr("Bytes"), NumberForm::Bytes},
                                         std::vector{whole}, limit)};
}

Chart fitSpeedChart(const FitFindings& findings) {
    LineData data{.x = {FitChartText::tr("Tokens before")},
                  .y = {findings.byBandwidthAlone ? FitChartText::tr("Tokens a second, at most")
                                                  : FitChartText::tr("Tokens a second")}};
    for (const bool measured : {false, true}) {
        LineSeries series = seriesOf(measured ? FitChartText::tr("measured") : FitChartText::tr("writing"),
                                     findings.fit.speeds, measured);
        if (!series.points.empty())
            data.series.push_back(std::move(series));
    }
    return data.series.empty()
               ? Chart()
               : Chart(FitChartText::tr("Speed of writing"), std::make_shared<LineChart>(std::move(data)));
}

} // namespace peripheral
