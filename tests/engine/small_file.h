// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/synthesize.h>

#include <string>
#include <utility>

namespace plm::test {

/// A small file of any type, whose rows are whole super-blocks and fill tiles and slices.
inline SynthesisOptions smallFile(std::string type, int layers = 3) {
    SynthesisOptions options;
    options.shape = {.layers = layers,
                     .embedding = 512,
                     .feedForward = 1024,
                     .heads = 4,
                     .latentRank = 256,
                     .noPositionWidth = 32,
                     .rotaryWidth = 16,
                     .valueWidth = 64,
                     .vocabulary = 512,
                     .contextLength = 1024,
                     .rotaryBase = 10000,
                     .normEpsilon = 1e-6F};
    options.type = std::move(type);
    return options;
}

} // namespace plm::test
