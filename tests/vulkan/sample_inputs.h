// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random_values.h"

#include <cstddef>
#include <random>
#include <vector>

namespace plm::test {

/// Activations that a model has, and such as it seldom has.
enum class Inputs { Random, Zeros, NegativeZeros, Denormals, OneGiant, Cancelling, SmallIntegers };
inline constexpr Inputs kUnusualInputs[] = {Inputs::Zeros, Inputs::NegativeZeros, Inputs::Denormals,
                                            Inputs::OneGiant, Inputs::Cancelling};

inline std::vector<float> sampleInputs(Inputs kind, std::size_t count, unsigned seed) {
    std::vector<float> values = randomValues(count, seed);
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < count; ++i) {
        switch (kind) {
        case Inputs::Random:
            break;
        case Inputs::Zeros:
            values[i] = 0;
            break;
        case Inputs::NegativeZeros:
            values[i] = -0.0F;
            break;
        case Inputs::Denormals:
            values[i] *= 1e-40F;
            break;
        case Inputs::OneGiant:
            values[i] = i % 37 == 5 ? -1e17F : values[i];
            break;
        case Inputs::Cancelling:
            values[i] = i % 2 == 0 ? 1e10F : -1e10F;
            break;
        case Inputs::SmallIntegers:
            values[i] = static_cast<float>(static_cast<int>(random() % 5) - 2);
            break;
        }
    }
    return values;
}

} // namespace plm::test
