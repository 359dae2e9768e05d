// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forward/backend.h"
#include "model/model_part.h"
#include "model/rotary.h"
#include "vulkan/activations.h"
#include "vulkan/device_cache.h"
#include "vulkan/device_weights.h"
#include "vulkan/dispatches.h"
#include "vulkan/kept_steps.h"
#include "vulkan/pipelines.h"
#include "vulkan/product_variants.h"

#include <plm/model.h>
#include <plm/session_options.h>

#include <array>
#include <memory>
#include <vector>

namespace plm::vulkan {

/// The operations of a forward pass, recorded for a device. Those of a few tokens are done in finish(), and
/// recorded only once: the next time with as many tokens they are submitted again. Those of a longer batch
/// are submitted in parts of a layer, so that none takes long and the device works while the next is
/// recorded.
class VulkanBackend final : public TakesResidual {
public:
    /// For the layers of `part`, with the head. Fails as makeVulkanExecutor() does.
    static Result<std::unique_ptr<VulkanBackend>> create(std::unique_ptr<const Device> device,
                                                         const ModelPart& part, const SessionOptions& options,
                                                         const WeightLoading& loading);

    /// Bytes that batches of up to so many tokens take beside weights and cache, in a context of `context`,
    /// as answers read them: who wants the logits of more than kMostAlike tokens at a time takes up to 64 MiB
    /// more.
    [[nodiscard]] static std::uint64_t workingBytes(const HyperParameters& hyper, int tokens, int context);

    void begin(const BackendBatch& batch) override;
    void embed() override;
    void takeResidual(const ResidualRows& rows) override;
    void normalise(LayerNorm norm, int layer) override;
    void multiply(Product product, int layer) override;
    /// Is done by attend(), in one dispatch with what does not wait for it.
    void storeLatents(int /*layer*/) override {}
    void attend(int layer) override;
    void squaredRelu(int layer) override;
    void head(const WantedLogits& wanted, std::span<float> logits) override;
    void headCandidates(const WantedLogits& wanted, std::span<Candidate> candidates) override;
    [[nodiscard]] bool givesCandidates() const override { return true; }
    Status finish() override;
    [[nodiscard]] std::array<double, kParts> partSeconds() override;
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity, CacheType type) const override;
    [[nodiscard]] int alikeTogether() const override { return kMostAlike; }
    [[nodiscard]] int threads() const override { return 1; }
    [[nodiscard]] bool skipsZeros() const override { return m_sparse; }
    [[nodiscard]] bool isOnDevice() const override { return true; }
    [[nodiscard]] DeviceMemory deviceMemory() const override;
    void addRegions(std::vector<MemoryRegion>& regions) const override { m_activations.addRegions(regions); }
    /// What it gave the device to do since it was made.
    [[nodiscard]] const Recording& recording() const { return *m_recording; }
    /// What the program read of what the device wrote since then: logits or candidates, and counts.
    [[nodiscard]] std::uint64_t bytesBack() const { return m_bytesBack; }

private:
    VulkanBackend(std::unique_ptr<const Device> device, std::unique_ptr<Recording> recording,
                  const ModelPart& part, const SessionOptions& options);
    Status load(const gguf::File& file, const SessionOptions& options, const WeightLoading& loading);

    [[nodiscard]] const LayerWeights& weights(int layer) const {
        return m_source->layers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] std::uint32_t tokens() const { return static_cast<std::uint32_t>(m_batch.tokens.size()); }
    /// Whether the batch is one of those that are submitted in one go, as they were recorded once.
    [[nodiscard]] bool isShort() const { return tokens() <= kMostAlike; }
    /// Of the norms of a layer, where each begins.
    [[nodiscard]] std::uint32_t normAt(int layer, int which) const;
    void ensure(const Activations::Room& room);
    void writeStep();
    [[nodiscard]] std::span<float> embeddedRow(std::size_t token);
    void copyEmbedded();
    void multiply(Part part, const Matrix& matrix, const Buffer& inputs, const Buffer& outputs,
                  std::uint32_t count, bool adds);
    /// Lists of the batch's neurons.
    [[nodiscard]] std::uint32_t lists() const;
    [[nodiscard]] std::uint32_t shares() const;
    static Activations::Room roomFor(const HyperParameters& hyper, std::uint32_t tokens, int position);
    void multiplyActive(int layer);
    void normalise(std::uint32_t firstWeight, std::uint32_t firstToken, std::uint32_t count);
    /// Of a long batch, what is recorded so far.
    void submitIfLong();
    void endLayers();
    void keepRecorded(const KeptSteps::Key& key);
    /// What comes back of rows of the head: all V logits of each, or `each` candidates.
    struct HeadRows {
        std::span<float> logits;
        std::span<Candidate> candidates{};
        std::uint32_t each = 0;
    };
    /// Rows of logits that come back together.
    [[nodiscard]] static std::uint32_t rowsTogether(const HyperParameters& hyper);
    [[nodiscard]] HeadRows someOf(const HeadRows& rows, std::uint32_t first, std::uint32_t count) const;
    void head(const WantedLogits& wanted, const HeadRows& rows);
    void recordHead(std::uint32_t first, std::uint32_t count, std::uint32_t candidates);
    void recordCandidates(std::uint32_t rows, std::uint32_t each);
    void headOfMany(std::uint32_t first, std::uint32_t all, const HeadRows& rows);
    Status doWork();
    void takeLogits();
    void takeRows(const Buffer& from, std::size_t stride, std::span<std::byte> to, std::size_t width);
    void count();

    std::unique_ptr<const Device> m_device;
    std::unique_ptr<Recording> m_recording;
    DeviceWeights m_weights;
    Pipelines m_pipelines;
    ProductVariants m_products;
    const HyperParameters m_hyper;
    const std::shared_ptr<const Weights> m_source;
    const bool m_sparse;
    RotaryTable m_rotary;
    Activations m_activations;
    KeptSteps m_kept;
    Dispatches m_dispatch;
    BackendBatch m_batch;
    DeviceCache* m_cache = nullptr;
    std::uint32_t m_pendingShares = 0; ///< of each token, which the next norm adds to the residual
    bool m_layersEnded = false;
    double m_embedSeconds = 0; ///< the program's own
    HeadRows m_wanted;
    std::uint64_t m_bytesBack = 0;
    std::vector<const Commands*> m_submitted; ///< of a short batch
};

} // namespace plm::vulkan
