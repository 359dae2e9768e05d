// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "block_samples.h"
#include "cpu/layout/weight_plan.h"
#include "hash/xxh64.h"

#include <gtest/gtest.h>
#include <vector>

namespace {

using namespace plm;
using namespace plm::cpu;

/// A layer and a head, all of one format, 256 columns and 512 rows each but for those that the shape says.
struct SmallModel {
    explicit SmallModel(quant::Type type) {
        const quant::Format& format = quant::format(type);
        blocks = test::randomBlocks(format, std::size_t{512} * 256, 1);
        const Matrix matrix{&format, 512, 256, blocks.data()};
        LayerWeights layer;
        for (Matrix* part : {&layer.query, &layer.latent, &layer.keyValue, &layer.output, &layer.up,
                             &layer.down, &weights.head})
            *part = matrix;
        layer.latent.rows = 40; // fills neither its last tile
        layer.down.rows = 200;  // nor its last slice
        weights.layers.push_back(layer);
        hyper.heads = 4;
        hyper.noPositionWidth = 64;
        hyper.valueWidth = 64;
    }
    [[nodiscard]] WeightPlan plan() const { return {weights, hyper}; }

    std::vector<std::byte> blocks;
    Weights weights;
    HyperParameters hyper;
};

std::vector<WeightOrder> ordersOf(const WeightPlan& plan) {
    std::vector<WeightOrder> orders;
    for (const PlannedWeights& part : plan.parts())
        orders.push_back(part.order);
    return orders;
}

TEST(WeightPlan, PartsFollowOneAnotherOnTheirAlignment) {
    const SmallModel model(quant::Type::Q4_K);
    const WeightPlan plan = model.plan();
    using enum WeightOrder;
    EXPECT_EQ(ordersOf(plan), (std::vector{Tiles, Tiles, Tiles, KeyRows, Tiles, Tiles, NeuronMajor, Tiles}));
    std::size_t end = 0;
    for (const PlannedWeights& part : plan.parts()) {
        EXPECT_EQ(part.offset % WeightPlan::kAlignment, 0U) << part.matrix->name;
        EXPECT_GE(part.offset, end) << part.matrix->name;
        EXPECT_LT(part.offset, end + WeightPlan::kAlignment) << part.matrix->name;
        end = part.offset + part.bytes;
    }
    EXPECT_GE(plan.bytes(), end);
    EXPECT_TRUE(plan.inPlace().empty());
    EXPECT_EQ(plan.find(KeyRows, model.weights.layers[0].keyValue), &plan.parts()[3]);
    EXPECT_EQ(plan.find(KeyRows, model.weights.layers[0].query), nullptr);
}

TEST(WeightPlan, NumbersAreLaidOutByNeuronOnly) {
    for (const quant::Type type : {quant::Type::F32, quant::Type::F16, quant::Type::BF16}) {
        const SmallModel model(type);
        const WeightPlan plan = model.plan();
        EXPECT_EQ(ordersOf(plan), std::vector{WeightOrder::NeuronMajor});
        EXPECT_EQ(plan.parts()[0].bytes, std::size_t{256} * 256 * quant::format(type).blockBytes)
            << "whole slices of 128 rows";
        EXPECT_EQ(plan.inPlace().size(), 6U);
    }
}

TEST(WeightPlan, FormatsWithoutIntegerKernelsStayInPlace) {
    const SmallModel model(quant::Type::Q5_1);
    const WeightPlan plan = model.plan();
    EXPECT_TRUE(plan.parts().empty());
    EXPECT_EQ(plan.bytes(), 0U);
    EXPECT_EQ(plan.inPlace().size(), 7U);
}

TEST(WeightPlan, FingerprintsTellShapesAndFormatsApart) {
    const SmallModel model(quant::Type::Q4_K);
    const std::uint64_t known = model.plan().fingerprint();
    EXPECT_EQ(SmallModel(quant::Type::Q4_K).plan().fingerprint(), known);
    EXPECT_NE(SmallModel(quant::Type::Q5_K).plan().fingerprint(), known);
    SmallModel otherRows(quant::Type::Q4_K);
    otherRows.weights.layers[0].latent.rows = 41; // as many tiles
    EXPECT_NE(otherRows.plan().fingerprint(), known);
    SmallModel otherHeads(quant::Type::Q4_K);
    otherHeads.hyper.noPositionWidth = 32;
    EXPECT_NE(otherHeads.plan().fingerprint(), known);
}

/// Kept files are read by later versions of the program. Where this fails, raise kLayoutVersion in
/// weight_plan.cpp, and then write the new sums here.
TEST(WeightPlan, TheLayoutIsThatOfItsVersion) {
    const std::pair<quant::Type, std::uint64_t> sums[] = {{quant::Type::Q8_0, 0x13abf1cdbd7af736},
                                                          {quant::Type::Q4_0, 0xb193c06e728b1b3c},
                                                          {quant::Type::Q4_K, 0x15d0bd2d8572dd25},
                                                          {quant::Type::Q5_K, 0x16c20b97d344b630},
                                                          {quant::Type::Q6_K, 0x00be64a14484ec2b}};
    ThreadPool pool(2);
    for (const auto& [type, sum] : sums) {
        const SmallModel model(type);
        const WeightPlan plan = model.plan();
        std::vector<std::byte> memory(plan.bytes());
        for (const PlannedWeights& part : plan.parts())
            EXPECT_TRUE(layOut(part, model.hyper, memory.data() + part.offset, pool)) << part.matrix->name;
        Xxh64 found;
        found.add(memory);
        EXPECT_EQ(found.value(), sum) << quant::format(type).name << std::hex << " 0x" << found.value();
    }
}

} // namespace
