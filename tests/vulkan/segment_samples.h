// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "float_sums.h"
#include "sample_inputs.h"
#include "shader_test.h"

#include <cmath>

namespace plm::test {

/// The rows that a token sees, cut into segments: shaders/segments.glsl.
struct Segmenting {
    Segmenting(std::uint32_t visible, std::uint32_t most)
        : rows(vulkan::kSegmentStep * groupsFor(visible, vulkan::kSegmentStep * most)),
          count(groupsFor(visible, rows)) {}

    std::uint32_t rows, count;
};

/// Some tokens of a batch, whose segments are joined.
struct JoinShape {
    std::uint32_t heads, rank, position, firstToken, tokens, mostSegments;

    [[nodiscard]] std::uint32_t countOf(std::uint32_t token) const {
        return Segmenting(position + firstToken + token + 1, mostSegments).count;
    }
    /// Numbers of a segment: a mixed latent, the largest score, the sum of exponentials.
    [[nodiscard]] std::size_t stride() const { return rank + 2; }
    [[nodiscard]] std::size_t placeOf(std::uint32_t token, std::uint32_t head) const {
        return (std::size_t{token} * heads + head) * mostSegments * stride();
    }
};

/// Segments whose scores lie about `apart` from each other; those that are not there are no numbers.
inline std::vector<float> randomSegments(const JoinShape& shape, float apart, unsigned seed = 1) {
    std::vector<float> segments(shape.placeOf(shape.tokens, 0), std::bit_cast<float>(Numbers::kUnwritten));
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head) {
            const std::size_t count = shape.countOf(token) * shape.stride();
            auto own = sampleInputs(Inputs::Random, count, seed + token * shape.heads + head);
            for (std::size_t at = 0; at < count; at += shape.stride()) {
                own[at + shape.rank] *= apart;
                own[at + shape.rank + 1] = 1 + std::fabs(own[at + shape.rank + 1]) * 100;
            }
            std::ranges::copy(own,
                              segments.begin() + static_cast<std::ptrdiff_t>(shape.placeOf(token, head)));
        }
    return segments;
}

/// What segments come to that are joined by plain sums.
struct PlainJoin {
    PlainJoin(std::uint32_t rank, std::uint32_t count, const float* segments) {
        const auto at = [&](std::size_t s, std::size_t of) {
            return static_cast<double>(segments[s * (rank + 2) + of]);
        };
        double largest = at(0, rank);
        for (std::size_t s = 1; s < count; ++s)
            largest = std::max(largest, at(s, rank));
        std::vector<double> weights, errors;
        Sum sum;
        double sumError = 0;
        for (std::size_t s = 0; s < count; ++s) {
            const double below = at(s, rank) - largest;
            weights.push_back(std::exp(below));
            // That of the difference, and the device's of the exponential.
            const double relative =
                weights[s] > 0 ? std::expm1(std::fabs(below) * kUnit + expError(below)) : 0;
            errors.push_back(weights[s] * relative);
            sum.add(weights[s], at(s, rank + 1));
            sumError += errors[s] * at(s, rank + 1);
        }
        // The quotient may be off by two and a half of the distances of neighbours.
        const double relative = (sum.bound(count) + sumError) / sum.value + 5 * kUnit;
        for (std::size_t i = 0; i < rank; ++i) {
            Sum mixed;
            double mixedError = 0;
            for (std::size_t s = 0; s < count; ++s) {
                mixed.add(weights[s] / sum.value, at(s, i));
                mixedError +=
                    (errors[s] / sum.value + weights[s] / sum.value * relative) * std::fabs(at(s, i));
            }
            values.push_back(mixed.value);
            bounds.push_back((mixed.bound(count) + mixedError) * 1.001);
        }
    }

    std::vector<double> values, bounds;
};

} // namespace plm::test
