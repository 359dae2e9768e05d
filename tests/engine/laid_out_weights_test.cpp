// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "block_samples.h"
#include "cpu/layout/laid_out_weights.h"
#include "model/tensor_table.h"

#include <gtest/gtest.h>
#include <vector>

namespace {

using namespace plm;
using namespace plm::cpu;

/// One layer of Q8_0 matrices of 32 × 32, all of them views of the same blocks.
class OneLayer {
public:
    OneLayer() {
        m_sound = sound();
        Matrix matrix{&quant::format(quant::Type::Q8_0), 32, 32, m_sound.data()};
        LayerWeights layer;
        for (const auto& row : kLayerTensors)
            if (row.matrix != nullptr) {
                matrix.name = row.name;
                layer.*row.matrix = matrix;
            }
        matrix.name = kHead.name;
        m_weights.head = matrix;
        m_weights.layers.push_back(layer);
        m_hyper.heads = 1;
        m_hyper.noPositionWidth = 16;
        m_hyper.valueWidth = 16;
    }

    /// Gives `matrix` blocks of its own, the last with `half` for its scale.
    void spoil(Matrix& matrix, std::uint16_t half) {
        m_spoilt = m_sound;
        test::setFactors(*matrix.format, m_spoilt.data() + m_spoilt.size() - matrix.format->blockBytes, half);
        matrix.data = m_spoilt.data();
    }

    Weights& weights() { return m_weights; }
    Result<LaidOutWeights> convert() {
        ThreadPool pool(2);
        Loading loading("model.gguf", 1, {}, {});
        return LaidOutWeights::layOut(WeightPlan(m_weights, m_hyper), m_weights, m_hyper, pool, loading);
    }

private:
    static std::vector<std::byte> sound() {
        const quant::Format& format = quant::format(quant::Type::Q8_0);
        std::vector<std::byte> blocks = test::randomBlocks(format, 32 * 32, 1);
        for (std::size_t at = 0; at < blocks.size(); at += format.blockBytes)
            test::setFactors(format, blocks.data() + at, 0x2c00);
        return blocks;
    }

    std::vector<std::byte> m_sound, m_spoilt;
    Weights m_weights;
    HyperParameters m_hyper;
};

TEST(LaidOutWeights, TakesWhatIsSound) {
    OneLayer model;
    const auto converted = model.convert();
    ASSERT_TRUE(converted) << converted.error().message;
    EXPECT_TRUE(converted->layers[0].up.tiles.has_value());
    EXPECT_TRUE(converted->layers[0].down.has_value());
    EXPECT_TRUE(converted->layers[0].keys.has_value());
}

TEST(LaidOutWeights, NamesTheTensorWhoseScaleIsNoNumber) {
    const auto refusal = [](auto choose, std::uint16_t half) {
        OneLayer model;
        model.spoil(choose(model.weights()), half);
        const auto converted = model.convert();
        return converted ? std::string() : converted.error().message;
    };
    const auto inLayer = [](Matrix LayerWeights::*part) {
        return [part](Weights& weights) -> Matrix& { return weights.layers[0].*part; };
    };
    EXPECT_NE(refusal(inLayer(&LayerWeights::up), 0x7e00).find("ffn_up"), std::string::npos);
    EXPECT_NE(refusal(inLayer(&LayerWeights::down), 0x7c00).find("ffn_down"), std::string::npos);
    EXPECT_NE(refusal(inLayer(&LayerWeights::keyValue), 0xfc00).find("attn_kv_b"), std::string::npos);
    EXPECT_NE(refusal([](Weights& weights) -> Matrix& { return weights.head; }, 0x7c00).find("output"),
              std::string::npos);
}

} // namespace
