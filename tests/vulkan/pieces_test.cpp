// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A matrix that is larger than what every device binds at once: it is cut, and nothing is lost where.
#include "executor_shapes.h"
#include "float_sums.h"
#include "model/executor.h"
#include "model/model_data.h"
#include "shader_test.h"
#include "synthetic_session.h"
#include "temporary_folder.h"
#include "vulkan/device_weights.h"

#include <plm/synthesize.h>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr std::uint64_t kMostBound = std::uint64_t{128} << 20;

/// A model whose head, of float32 numbers, is of 129 MiB.
SynthesisOptions largeHead() {
    SynthesisOptions options;
    options.type = "F32";
    HyperParameters& shape = options.shape;
    shape.layers = 1;
    shape.embedding = 512;
    shape.feedForward = 256;
    shape.heads = 1;
    shape.latentRank = 32;
    shape.noPositionWidth = shape.valueWidth = 16;
    shape.rotaryWidth = 8;
    shape.contextLength = 64;
    shape.vocabulary = 66048;
    return options;
}

class PiecesTest : public ShaderTest {
protected:
    void SetUp() override {
        ShaderTest::SetUp();
        if (IsSkipped())
            return;
        const auto written = synthesize(m_folder / "large.gguf", largeHead());
        ASSERT_TRUE(written) << written.error().message;
        const auto model = Model::open(m_folder / "large.gguf");
        ASSERT_TRUE(model) << model.error().message;
        m_model = *model;
    }
    /// Of one token.
    [[nodiscard]] std::vector<float> logitsBy(const char* executor) const {
        const auto session = Session::create(m_model, {.executor = executorNamed(executor)});
        EXPECT_TRUE(session) << session.error().message;
        std::vector<float> logits(static_cast<std::size_t>(m_model->info().hyper.vocabulary));
        const TokenId token = 65;
        const auto read = (*session)->evaluate({&token, 1}, logits);
        EXPECT_TRUE(read) << read.error().message;
        return logits;
    }
    [[nodiscard]] const Matrix& head() const { return m_model->data().weights.head; }
    [[nodiscard]] const Model& model() const { return *m_model; }

private:
    TemporaryFolder m_folder;
    std::shared_ptr<const Model> m_model;
};

TEST_F(PiecesTest, AreNoLargerThanWhatEveryDeviceBinds) {
    ASSERT_GT(head().bytes(), kMostBound);
    ThreadPool pool(2);
    const auto weights = DeviceWeights::upload(*computing().device, *computing().recording,
                                               model().data().file, model().data().weights, pool, {});
    ASSERT_TRUE(weights) << weights.error().message;
    const DeviceMatrix& matrix = weights->of(head());
    EXPECT_GE(matrix.pieces.size(), 2U);
    std::uint32_t next = 0;
    for (const DevicePiece& piece : matrix.pieces) {
        EXPECT_EQ(piece.firstLine, next);
        EXPECT_GT(piece.lines, 0U);
        EXPECT_LE(piece.buffer.bytes(), kMostBound);
        next = piece.firstLine + piece.lines;
    }
    EXPECT_EQ(next, matrix.layout.lines);
}

TEST_F(PiecesTest, GiveTheLogitsOfTheWhole) {
    const auto found = logitsBy("vulkan"), expected = logitsBy("reference");
    Agreement agreement;
    for (std::size_t i = 0; i < expected.size(); ++i)
        agreement.add(static_cast<double>(found[i]), static_cast<double>(expected[i]),
                      static_cast<double>(tolerance(CacheType::F16)));
    EXPECT_EQ(agreement.misses(), "");
}

} // namespace
