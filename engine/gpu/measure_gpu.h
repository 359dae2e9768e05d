// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu_probe.h>

#include <filesystem>
#include <functional>

namespace plm::gpu {

/// What is measured with what.
struct Measured {
    int number;                             ///< of Vulkan's device
    int threads;                            ///< of the CPU
    std::filesystem::path model, pipelines; ///< as GpuProbe::pipelines
};
/// In this process: computes the same tokens with the CPU and with the device, and compares. `progress` is
/// called as it gets on. All but the sentence is filled in. Fails with what a session fails with.
[[nodiscard]] Result<GpuMeasure> measureHere(const Measured& what, const std::function<void()>& progress);

/// The largest divergence (Kullback-Leibler) of `other` from `logits` among the tokens, in nats; each has
/// `width` values a token.
[[nodiscard]] double largestDivergence(std::span<const float> logits, std::span<const float> other,
                                       std::size_t width);

} // namespace plm::gpu
