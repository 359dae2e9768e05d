// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace plm {

/// Where a token's time and weights go.
enum class Part {
    Embedding,   ///< token_embd's rows
    Projections, ///< attn_q, attn_kv_a_mqa, attn_output, with their norms
    Attention,   ///< over the cache; attn_kv_b
    Up,          ///< ffn_up and the squared ReLU
    Down,        ///< ffn_down
    Head,        ///< the output head
};
inline constexpr std::size_t kParts = 6;
inline constexpr std::array<Part, kParts> kAllParts{Part::Embedding, Part::Projections, Part::Attention,
                                                    Part::Up,        Part::Down,        Part::Head};
/// "embedding", "projections", "attention", "ffn_up", "ffn_down", "head".
[[nodiscard]] std::string_view toString(Part part);

/// What evaluating tokens cost since an executor was made. Nothing ever gets less, so that the difference of
/// two readings is the cost of what lies between.
struct Counters {
    std::uint64_t tokens = 0; ///< tokens evaluated
    /// By layer: feed-forward neurons above zero, summed over tokens.
    std::vector<std::uint64_t> activeNeurons;
    /// By part, wall-clock seconds.
    std::array<double, kParts> seconds{};
    /// By part, bytes of weights as the executor keeps them, padding included. Tokens that are evaluated
    /// together share what is read: it counts once for them all (ffn_down in neuron order once for each
    /// 128, but on a GPU for them all).
    /// Not counted are neurons that were skipped: of a group of 32 neurons count the codes of those that are
    /// active for any of the tokens, the group's scales where there is one, and the factors that several
    /// groups share where one of them has one.
    std::array<std::uint64_t, kParts> weightBytes{};
    std::uint64_t cacheBytes =
        0; ///< bytes of the latent cache that were read, once for each evaluation and layer
    /// Bytes of ffn_down's weights that were not read because their neurons were skipped.
    std::uint64_t skippedBytes = 0;

    /// Adds what happened at another time.
    Counters& operator+=(const Counters& more);

    [[nodiscard]] double secondsOf(Part part) const { return seconds[static_cast<std::size_t>(part)]; }
    [[nodiscard]] std::uint64_t weightBytesOf(Part part) const {
        return weightBytes[static_cast<std::size_t>(part)];
    }
    void addWeights(Part part, std::size_t bytes) { weightBytes[static_cast<std::size_t>(part)] += bytes; }
    /// Weights and cache, over all parts.
    [[nodiscard]] std::uint64_t bytesRead() const;
    /// The same had no neuron been skipped.
    [[nodiscard]] std::uint64_t denseBytesRead() const { return bytesRead() + skippedBytes; }
    /// The same by token; 0 where there were none.
    [[nodiscard]] double bytesReadPerToken() const;
    /// Share of the `feedForward` neurons above zero, by layer, 0 to 1; empty where there were no tokens.
    [[nodiscard]] std::vector<float> activeShares(int feedForward) const;
};
/// What happened between two readings of one executor's counters.
[[nodiscard]] Counters operator-(const Counters& now, const Counters& before);

/// Memory of a device that computes, in bytes.
struct DeviceMemory {
    int layers = 0; ///< of the model, the last ones, that the device has and computes; 0: there is none
    std::uint64_t weights = 0; ///< copies there
    std::uint64_t cache = 0;   ///< of the latent cache, what is reserved there
    std::uint64_t working = 0; ///< activations, as many as were needed so far
    std::uint64_t total = 0;   ///< that the device has
    std::uint64_t free = 0;    ///< that can still be had, as far as the driver tells; else all of it

    /// Whether another computes some of the model's layers, of which there are `all`.
    [[nodiscard]] bool isPartOf(int all) const { return layers > 0 && layers < all; }
};

/// Memory of a session, in bytes. What else the process has (MemoryUse in plm/device.h) is activations,
/// vocabulary and program.
struct SessionMemory {
    std::uint64_t mapped = 0;         ///< the model's file, which the system can read again
    std::uint64_t mappedResident = 0; ///< of that, in memory for this process now
    std::uint64_t laidOutWeights = 0; ///< copies in the order of the executor's kernels
    std::uint64_t keptWeights = 0;    ///< of these, mapped from a kept file, which can be read again
    DeviceMemory device{};            ///< of a device, where one computes
    std::uint64_t cacheReserved = 0;  ///< the latent cache, which becomes resident as it is used
    std::uint64_t cacheUsed = 0;      ///< of that, by the tokens in it
    /// What these tokens' keys and values, expanded as float16, would use: layers × heads × (n+p+v) × 2 each.
    std::uint64_t cacheExpanded = 0;
};

} // namespace plm
