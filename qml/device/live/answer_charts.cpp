// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_charts.h"

#include "charts/heat_strip.h"
#include "charts/line_chart.h"
#include "charts/stacked_bar.h"

#include <QPointF>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace peripheral {

namespace {

HeatSamples samplesOf(const HeatHistory& history) {
    const std::size_t layers = history.columns() > 0 ? history.column(0).size() : 0;
    HeatSamples samples(static_cast<int>(layers), history.evaluationsPerColumn());
    for (std::size_t column = 0; column < history.columns(); ++column)
        samples.append(history.column(column));
    return samples;
}

std::vector<LinePoint> spreadPoints(const QVariantList& layers) {
    std::vector<LinePoint> points;
    for (const QVariant& layer : layers) {
        const auto spread = layer.value<LayerSpread>();
        points.push_back({.x = static_cast<double>(points.size() + 1),
                          .y = spread.median,
                          .low = spread.lowerQuarter,
                          .high = spread.upperQuarter});
    }
    return points;
}

std::vector<LinePoint> speedPoints(const QVariantList& speed) {
    std::vector<LinePoint> points;
    for (const QVariant& one : speed) {
        const QPointF point = one.toPointF();
        points.push_back({.x = point.x(), .y = point.y()});
    }
    return points;
}

} // namespace

Chart HeatChart::make(const AnswerTelemetry& telemetry) const {
    const HeatLabels labels{.share = tr("Neurons active"), .layer = tr("Layer"), .column = tr("Step")};
    return {tr("Layers over time"), std::make_shared<HeatStrip>(labels, samplesOf(telemetry.heat()))};
}

Chart SpreadChart::make(const AnswerTelemetry& telemetry) const {
    LineData data{.x = {tr("Layer")}, .y = {tr("Neurons active"), NumberForm::Percent}};
    data.series.push_back({.name = tr("Median"), .points = spreadPoints(telemetry.layers())});
    return {tr("By layer: median and middle half"), std::make_shared<LineChart>(std::move(data))};
}

Chart SpeedChart::make(const AnswerTelemetry& telemetry) const {
    LineData data{.x = {tr("Seconds")}, .y = {tr("Tokens a second")}};
    data.series.push_back({.name = tr("Writing"), .points = speedPoints(telemetry.speed())});
    return {tr("Speed over the answer"), std::make_shared<LineChart>(std::move(data))};
}

Chart PartTimesChart::make(const AnswerTelemetry& telemetry) const {
    const plm::Counters& cost = telemetry.latest().writing;
    const double all = std::accumulate(cost.seconds.begin(), cost.seconds.end(), 0.0);
    StackedWhole whole{.label = tr("Writing")};
    for (const plm::Part part : plm::kAllParts) {
        if (all > 0)
            whole.parts.push_back({.name = nameOf(part), .own = cost.secondsOf(part) / all});
    }
    std::vector<StackedWhole> wholes;
    if (all > 0)
        wholes.push_back(std::move(whole));
    return {tr("Time by part"),
            std::make_shared<StackedBar>(Axis{{}, NumberForm::Percent}, std::move(wholes))};
}

QString PartTimesChart::nameOf(plm::Part part) {
    switch (part) {
    case plm::Part::Embedding:
        return tr("Word table");
    case plm::Part::Projections:
        return tr("Projections");
    case plm::Part::Attention:
        return tr("Attention");
    case plm::Part::Up:
        return tr("Neurons in (ffn_up)");
    case plm::Part::Down:
        return tr("Neurons out (ffn_down)");
    case plm::Part::Head:
        return tr("Choice of words");
    }
    return {};
}

} // namespace peripheral

#include "moc_answer_charts.cpp"
