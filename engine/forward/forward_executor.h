// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forward/backend.h"
#include "model/executor.h"

#include <plm/model.h>

#include <memory>

namespace plm {

/// PLM's forward pass, whatever computes it: the loop over layers, stop, progress, the clock of parts and the
/// count of tokens.
class ForwardExecutor final : public Executor {
public:
    ForwardExecutor(const HyperParameters& hyper, std::unique_ptr<Backend> backend);

    Status evaluate(const Batch& batch, LatentCache& cache) override;
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return m_backend->makeCache(capacity, type);
    }
    [[nodiscard]] bool givesCandidates() const override { return m_backend->givesCandidates(); }
    [[nodiscard]] const Counters& counters() const override { return m_counters; }
    [[nodiscard]] std::size_t laidOutBytes() const override { return m_backend->laidOutBytes(); }
    [[nodiscard]] bool isOnDevice() const override { return m_backend->isOnDevice(); }
    [[nodiscard]] DeviceMemory deviceMemory() const override { return m_backend->deviceMemory(); }
    void addRegions(std::vector<MemoryRegion>& regions) const override { m_backend->addRegions(regions); }
    [[nodiscard]] const KeepsWeights* keepsWeights() const override { return m_backend->keepsWeights(); }
    [[nodiscard]] int alikeTogether() const override { return m_backend->alikeTogether(); }
    [[nodiscard]] int threads() const override { return m_backend->threads(); }
    [[nodiscard]] bool skipsZeros() const override { return m_backend->skipsZeros(); }

private:
    Status pass(const Batch& batch, LatentCache& cache);
    void head(const Batch& batch);
    void attention(int layer);
    void feedForward(int layer);

    const HyperParameters m_hyper;
    std::unique_ptr<Backend> m_backend;
    Counters m_counters;
    PartClock m_clock{m_counters};
};

} // namespace plm
