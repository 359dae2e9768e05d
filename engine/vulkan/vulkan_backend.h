// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forward/backend.h"
#include "model/rotary.h"
#include "vulkan/device_cache.h"
#include "vulkan/device_weights.h"
#include "vulkan/pipelines.h"
#include "vulkan/shaders.h"

#include <plm/model.h>

#include <memory>
#include <vector>

namespace plm::vulkan {

/// The operations of a forward pass, recorded for a device and done in finish(), or before where a batch is
/// large.
class VulkanBackend final : public Backend {
public:
    static Result<std::unique_ptr<Backend>> create(std::unique_ptr<const Device> device, const Model& model,
                                                   bool sparse, const WeightLoading& loading);

    void begin(const BackendBatch& batch) override;
    void embed() override;
    void normalise(LayerNorm norm, int layer) override;
    void multiply(Product product, int layer) override;
    void storeLatents(int layer) override;
    void attend(int layer) override;
    void squaredRelu(int layer) override;
    void head(const WantedLogits& wanted, std::span<float> logits) override;
    Status finish() override;
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity, CacheType type) const override;
    [[nodiscard]] int alikeTogether() const override { return 16; }
    [[nodiscard]] int threads() const override { return 1; }
    [[nodiscard]] bool skipsZeros() const override { return m_sparse; }
    [[nodiscard]] bool isOnDevice() const override { return true; }
    [[nodiscard]] std::uint64_t deviceBytes() const override { return m_weights.bytes(); }
    void addRegions(std::vector<MemoryRegion>& regions) const override;

private:
    VulkanBackend(std::unique_ptr<const Device> device, std::unique_ptr<Recording> recording,
                  DeviceWeights weights, const Model& model, bool sparse);

    [[nodiscard]] const LayerWeights& weights(int layer) const {
        return m_source.layers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] std::uint32_t tokens() const { return static_cast<std::uint32_t>(m_batch.tokens.size()); }
    /// Of the norms of a layer, where each begins.
    [[nodiscard]] std::uint32_t normAt(int layer, int which) const;
    void ensure(Buffer& buffer, std::uint64_t numbers, BufferUse use = BufferUse::Device);
    void keep(const Status& status);
    template <class Arguments>
    void dispatch(const Shader& shader, std::span<const std::uint32_t> constants,
                  std::initializer_list<const Buffer*> buffers, const Arguments& arguments,
                  const Groups& groups);
    void multiply(Part part, const Matrix& matrix, const Buffer& inputs, Buffer& outputs,
                  MultiplyArguments arguments);
    /// Of `count` tokens.
    [[nodiscard]] std::uint32_t sharesOf(std::uint32_t count) const;
    void multiplyActive(const Matrix& matrix, int layer);
    void normalise(std::uint32_t firstWeight, std::uint32_t firstToken, std::uint32_t count);
    [[nodiscard]] std::uint32_t attendedTogether() const;
    void attendSome(int layer, std::uint32_t first, std::uint32_t count);
    Status takeLogits();
    void submitIfLong();
    void count();

    std::unique_ptr<const Device> m_device;
    std::unique_ptr<Recording> m_recording;
    DeviceWeights m_weights;
    Pipelines m_pipelines;
    const HyperParameters m_hyper;
    const Weights& m_source;
    const bool m_sparse;
    RotaryTable m_rotary;
    BackendBatch m_batch;
    DeviceCache* m_cache = nullptr;
    Status m_status;
    std::span<float> m_wantedLogits;
    /// A row a token: what the program puts in, the residual stream, its normalised copy, and each step's
    /// result; neurons as lists by share, with their counts a layer.
    Buffer m_embedded, m_turns, m_x, m_normalised, m_queries, m_latents, m_absorbed, m_segments,
        m_mixedLatents, m_mixed, m_neurons, m_lists, m_counts, m_shares, m_logits;
};

} // namespace plm::vulkan
