// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forward/backend.h"
#include "forward/split_cache.h"
#include "model/executor.h"

#include <plm/model.h>

#include <memory>

namespace plm {

/// The first layers by one backend, the rest and the head by another, each as a model of its own layers:
/// for devices that have not memory for all of them. What passes from one to the other is the residual.
class SplitBackend final : public Backend {
public:
    /// `hyper` is of the whole model, of which `first` has so many layers.
    SplitBackend(const HyperParameters& hyper, int firstLayers, std::unique_ptr<GivesResidual> first,
                 std::unique_ptr<TakesResidual> rest);

    void begin(const BackendBatch& batch) override;
    void embed() override;
    void normalise(LayerNorm norm, int layer) override;
    void multiply(Product product, int layer) override;
    void storeLatents(int layer) override;
    void attend(int layer) override;
    void squaredRelu(int layer) override;
    void head(const WantedLogits& wanted, std::span<float> logits) override { m_rest->head(wanted, logits); }
    void headCandidates(const WantedLogits& wanted, std::span<Candidate> candidates) override {
        m_rest->headCandidates(wanted, candidates);
    }
    [[nodiscard]] bool givesCandidates() const override { return m_rest->givesCandidates(); }
    Status finish() override;
    [[nodiscard]] std::array<double, kParts> partSeconds() override;

    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity, CacheType type) const override;
    [[nodiscard]] int alikeTogether() const override;
    [[nodiscard]] int threads() const override { return m_first->threads(); }
    [[nodiscard]] bool skipsZeros() const override { return m_first->skipsZeros() && m_rest->skipsZeros(); }
    [[nodiscard]] std::size_t laidOutBytes() const override {
        return m_first->laidOutBytes() + m_rest->laidOutBytes();
    }
    [[nodiscard]] bool isOnDevice() const override { return m_rest->isOnDevice(); }
    [[nodiscard]] DeviceMemory deviceMemory() const override { return m_rest->deviceMemory(); }
    void addRegions(std::vector<MemoryRegion>& regions) const override;

private:
    [[nodiscard]] bool isFirst(int layer) const { return layer < m_firstLayers; }
    void addCounted(const Counters& part, int firstLayer);

    const HyperParameters m_hyper; ///< of the whole model
    const int m_firstLayers;
    std::unique_ptr<GivesResidual> m_first;
    std::unique_ptr<TakesResidual> m_rest;
    Counters* m_counters = nullptr; ///< the batch's
    // What each part counts of the batch, and the time of the first one, which computes when it is called.
    Counters m_firstCounters, m_restCounters;
    PartClock m_clock{m_firstCounters};
};

} // namespace plm
