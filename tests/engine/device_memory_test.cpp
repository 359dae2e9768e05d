// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What bringing a model to a device leaves in this program's memory.
#include "executor_named.h"
#include "model/loading.h"
#include "model/model_data.h"
#include "small_file.h"
#include "temporary_folder.h"
#include "vulkan/host/device.h"

#include <plm/device.h>
#include <plm/session.h>
#include <plm/synthesize.h>

#include <gtest/gtest.h>

namespace {

using namespace plm;
using namespace plm::test;

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;
/// What a session has besides its weights: pipelines, the latent cache, and what the allocators round.
constexpr std::uint64_t kBesides = 12 * kMiB;

/// Of a few large matrices, so that a copy of one is little beside all.
SynthesisOptions layers(int count) {
    SynthesisOptions options = smallFile("Q8_0", count);
    options.shape.embedding = 1024;
    options.shape.feedForward = 4096;
    options.shape.contextLength = 256;
    return options;
}

class UploadedModel : public testing::Test {
protected:
    void SetUp() override {
        if (const Status there = executorNamed("vulkan")->check(); !there)
            GTEST_SKIP() << there.error().message;
        const auto device = vulkan::Device::open(0);
        ASSERT_TRUE(device) << device.error().message;
        m_isProcessors = (*device)->properties().deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
        // What a driver loads and allocates for the first session and keeps does not count below.
        ASSERT_TRUE(session(layers(1)));
    }

    std::unique_ptr<Session> session(const SynthesisOptions& options) {
        const auto path = m_folder / std::to_string(options.shape.layers).c_str();
        EXPECT_TRUE(synthesize(path, options));
        auto model = Model::open(path);
        EXPECT_TRUE(model);
        auto made = Session::create(*model, {.executor = executorNamed("vulkan")});
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }
    /// Of so many bytes on the device, those that are in this process.
    [[nodiscard]] std::uint64_t ownOf(std::uint64_t deviceBytes) const {
        return m_isProcessors ? deviceBytes : 0;
    }

private:
    TemporaryFolder m_folder;
    bool m_isProcessors = false; ///< so that its memory is this process's
};

TEST_F(UploadedModel, HoldsTheWeightsAloneAfterTheUpload) {
    const auto before = memoryUse();
    if (!before)
        GTEST_SKIP() << "the system does not tell this process's memory";
    forgetPeakMemory();
    const auto loaded = session(layers(12));
    const auto after = memoryUse();
    const std::uint64_t onDevice = loaded->memory().device.weights;
    ASSERT_GT(onDevice, 8 * kBesides);

    const std::uint64_t grown = after->anonymous - before->anonymous;
    const auto own = static_cast<double>(ownOf(onDevice));
    EXPECT_NEAR(static_cast<double>(grown), own, 0.03 * own + static_cast<double>(kBesides));
    const auto file = loaded->model().data().file.bytes();
    EXPECT_LT(residentBytes(file), file.size() / 20) << "the file is let go of";
    EXPECT_LT(after->fileBacked, before->fileBacked + kBesides) << "or of a copy of it";
    // At the worst a matrix in the file, in what is uploaded, and on the device.
    EXPECT_LT(after->peakResident, after->fileBacked + after->anonymous + 2 * kBesides);
}

} // namespace
