// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_charts.h"

#include "charts/bar_chart.h"
#include "charts/heat_strip.h"
#include "charts/line_chart.h"
#include "charts/roofline.h"
#include "charts/stacked_bar.h"

#include <cmath>
#include <limits>

using namespace peripheral;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Chart memory() {
    const StackedWhole process{.label = "This program",
                               .parts = {{"Weights in the file", 0.0, 980e6},
                                         {"Weights laid out", 212e6, std::nullopt},
                                         {"Weights kept for the next start", 12e6, 88e6},
                                         {"Latent cache, used", 31e6, std::nullopt},
                                         {"Latent cache, reserved", 64e6, std::nullopt},
                                         {"Activations", 18e6, std::nullopt},
                                         {"History", 2.1e6, std::nullopt},
                                         {"Window and libraries", 71e6, 54e6},
                                         {"Unattributed", 9e6, std::nullopt}}};
    const StackedWhole expanded{.label = "With keys and values expanded",
                                .parts = {{"Keys and values", 845e6, {}}},
                                .estimated = true};
    return {"Memory",
            std::make_shared<StackedBar>(Axis{"", NumberForm::Bytes}, std::vector{process, expanded},
                                         StackedLimit{"Free on this machine", 2.9e9})};
}

LineSeries curve(const char* name, double level, int points, double fall) {
    LineSeries series{.name = name};
    for (int i = 0; i < points; ++i) {
        const double y = level - fall * i / points + 0.3 * std::sin(i * 0.9);
        series.points.push_back({.x = static_cast<double>(i), .y = y});
    }
    return series;
}

Chart speed() {
    LineData data{.x = {"Token of the answer"}, .y = {"Tokens a second"}};
    data.series = {curve("This answer", 18.2, 240, 2)};
    data.level = LineLevel{"Limit by bandwidth", 21.4};
    return {"Speed", std::make_shared<LineChart>(std::move(data))};
}

Chart depth() {
    LineData data{.x = {"Tokens in the context"}, .y = {"Tokens a second"}, .across = Scale::Kind::Log2};
    const auto names = {"This machine, PLM-1.8B-Instruct-Q8_0",
                        "Raspberry Pi 5 with active cooler (published)", "ThinkPad T480", "Desktop",
                        "Simulated board with a very long name"};
    double level = 31;
    for (const char* name : names) {
        LineSeries series{.name = name, .points = {}, .estimated = level < 8};
        for (const double x : {0.0, 512.0, 1024.0, 2048.0, 4096.0}) {
            const double y = level * (1 - x / 9000);
            series.points.push_back({x, y, y * 0.95, y * 1.04});
        }
        data.series.push_back(std::move(series));
        level *= 0.68;
    }
    data.series[2].points[2] = {1024, std::nullopt, {}, {}};
    return {"Speed over depth", std::make_shared<LineChart>(std::move(data))};
}

Chart sparsity() {
    HeatSamples samples(24);
    std::vector<float> column(24);
    for (int token = 0; token < 180; ++token) {
        for (int layer = 0; layer < 24; ++layer)
            column[static_cast<std::size_t>(layer)] = static_cast<float>(
                0.05 + 0.9 * std::pow(layer / 24.0, 2) * (0.7 + 0.3 * std::sin(token * 0.31 + layer)));
        samples.append(column);
    }
    return {"Sparsity", std::make_shared<HeatStrip>(HeatLabels{"Neurons active", "Layer", "Token"}, samples)};
}

Spread spreadAround(double median) {
    return {median * 0.9, median * 0.96, median, median * 1.02, median * 1.1};
}

Chart comparison() {
    const BarGroup decode{
        .title = "Decode, tokens a second",
        .bars = {{"This machine", 18.2, spreadAround(18.2)},
                 {"Raspberry Pi 5 with active cooler (published)", 7.14, spreadAround(7.14)},
                 {"ThinkPad T480", 11.9, spreadAround(11.9), false, true},
                 {"Simulated board with a very long name", 5.5, {}, true},
                 {"Desktop"}},
        .baseline = 0};
    const BarGroup prompt{.title = "Prompt, tokens a second",
                          .bars = {{"This machine", 214, spreadAround(214)},
                                   {"Raspberry Pi 5 with active cooler (published)", 21.4}},
                          .baseline = 0};
    return {"Speed of devices", std::make_shared<BarChart>(std::vector{decode, prompt})};
}

Chart roofline() {
    const RooflineDevice machine{.name = "This machine",
                                 .bytesPerSecond = 21.4e9,
                                 .operationsPerSecond = 310e9,
                                 .points = {{"decode, depth 0", 1.9, 34e9, 40e9},
                                            {"decode, depth 4,096", 1.4, 21e9, 29e9},
                                            {"prompt", 180, 220e9, 300e9}}};
    const RooflineDevice board{.name = "Raspberry Pi 5 with active cooler (published)",
                               .bytesPerSecond = 11e9,
                               .operationsPerSecond = 62e9,
                               .points = {{"decode, depth 0", 1.9, {}, 20e9}, {"prompt", 180, 41e9, {}}}};
    return {"Roofline", std::make_shared<Roofline>(std::vector{machine, board})};
}

} // namespace

std::vector<Chart> sampleCharts() {
    return {memory(), speed(), sparsity(), comparison(), depth(), roofline()};
}

std::vector<Chart> hollowCharts() {
    LineData nothing{.x = {"Token"}, .y = {"Tokens a second"}};
    LineData odd = nothing;
    odd.series = {
        {.name = "Odd", .points = {{0, kNaN}, {kInfinity, 1}, {1, 0, kNaN, kInfinity}, {1, kInfinity}}}};
    odd.level = LineLevel{"Limit", kNaN};
    HeatSamples unmeasured(3);
    unmeasured.append(std::vector<float>(6, std::numeric_limits<float>::quiet_NaN()));
    const HeatLabels labels{"Neurons active", "Layer", "Token"};
    const Axis bytes{"", NumberForm::Bytes};
    return {
        {"No groups", std::make_shared<BarChart>(std::vector<BarGroup>())},
        {"No bars in it", std::make_shared<BarChart>(std::vector<BarGroup>{{.title = "Tokens a second"}})},
        {"Odd values", std::make_shared<BarChart>(
                           std::vector<BarGroup>{{.title = "Tokens a second",
                                                  .bars = {{"Zero", 0.0, Spread{0, 0, 0, 0, 0}},
                                                           {"Odd", kNaN, Spread{kNaN, 0, 1, kInfinity, 2}},
                                                           {"Below", -3.0}},
                                                  .baseline = 7}})},
        {"No devices", std::make_shared<Roofline>(std::vector<RooflineDevice>())},
        {"Odd devices", std::make_shared<Roofline>(std::vector<RooflineDevice>{
                            {.name = "Nothing"},
                            {.name = "Odd",
                             .bytesPerSecond = kNaN,
                             .operationsPerSecond = 0.0,
                             .points = {{"odd", kInfinity, 1.0, 2.0}, {"below", -1, -1.0, 0.0}}}})},
        {"No lines", std::make_shared<LineChart>(nothing)},
        {"Odd lines", std::make_shared<LineChart>(odd)},
        {"No samples", std::make_shared<HeatStrip>(labels, HeatSamples(3))},
        {"Odd samples", std::make_shared<HeatStrip>(labels, unmeasured)},
        {"No bars", std::make_shared<StackedBar>(bytes, std::vector<StackedWhole>())},
        {"Odd bars",
         std::make_shared<StackedBar>(
             bytes,
             std::vector<StackedWhole>{{.label = "Odd", .parts = {{"a", kNaN, kInfinity}, {"b", {}, {}}}},
                                       {.label = "Zero", .parts = {{"a", 0.0, -1.0}}}},
             StackedLimit{"Limit", kInfinity})},
    };
}
