// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synthetic_model.h"

#include <plm/session_options.h>

namespace plm::test {

struct Shape {
    const char* name;
    SyntheticShape shape;
};

/// Shapes with widths that are no multiple of any vector, one head, more heads than threads, a latent wider
/// than its keys, and both ways round.
inline const Shape kShapes[] = {
    {"plain", {}},
    {"odd",
     {.layers = 3,
      .embedding = 52,
      .feedForward = 99,
      .heads = 5,
      .latentRank = 23,
      .noPositionWidth = 7,
      .rotaryWidth = 6,
      .valueWidth = 11,
      .rotaryBase = 1e5F,
      .normEpsilon = 1e-3F,
      .seed = 5}},
    {"oneHead",
     {.layers = 1, .heads = 1, .latentRank = 64, .noPositionWidth = 33, .rotaryWidth = 2, .valueWidth = 5}},
    // Whose keys and values would be dearer expanded than absorbed, however many tokens there are.
    {"narrowLatent",
     {.layers = 1, .heads = 3, .latentRank = 12, .noPositionWidth = 40, .rotaryWidth = 4, .valueWidth = 44}},
    {"half", {.heads = 3, .type = quant::Type::F16, .seed = 9}},
};

/// Logits of these models are around 1 in size. Float32 sums of some hundred terms differ by far less than
/// this; with a half-precision cache such a difference can tip a value to its other neighbour.
inline float tolerance(CacheType cache) {
    return cache == CacheType::F32 ? 2e-4F : cache == CacheType::F16 ? 2e-3F : 2e-2F;
}

} // namespace plm::test
