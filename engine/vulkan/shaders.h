// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/pipeline.h"

#include <cstdint>

namespace plm::vulkan {

// The shaders of the folder shaders/ and their push constants, which are explained there.

struct MultiplyArguments {
    std::uint32_t codesAt, scalesAt, factorsAt;
    std::uint32_t firstRow, rows, rowStep, inputStep, outputStep;
    std::uint32_t columns, tokens;
    std::uint32_t firstInput, inputStride, firstOutput, outputStride;
    std::uint32_t adds;
};
struct NormArguments {
    std::uint32_t width, firstToken, firstWeight;
    float epsilon;
};
struct StoreArguments {
    std::uint32_t latentRank, rotaryWidth, firstWeight, firstRow, rowWords;
    float epsilon;
};
struct AbsorbArguments {
    std::uint32_t codesAt, scalesAt, factorsAt;
    std::uint32_t heads, noPositionWidth, rotaryWidth, valueWidth, latentRank, firstToken;
};
struct AttendArguments {
    std::uint32_t heads, latentRank, rotaryWidth, firstRow, rowWords, visible, segments;
    float scale;
};
struct JoinArguments {
    std::uint32_t latentRank, segments;
};
struct ReluArguments {
    std::uint32_t width, tokens, listsAll, firstCount;
};
struct ActiveArguments {
    std::uint32_t codesAt, scalesAt, factorsAt;
    std::uint32_t width, neurons, tokens, firstTile, firstCount;
};
struct SharesArguments {
    std::uint32_t width, shares, firstToken;
};

extern const Shader kMultiply, kRmsNorm, kStoreLatents, kAbsorb, kAttend, kJoinSegments, kSquaredRelu,
    kMultiplyActive, kAddShares;

inline constexpr std::uint32_t kRowsByGroup = 4;       ///< multiply.comp's ROWS
inline constexpr std::uint32_t kValuesByLane = 8;      ///< multiply_active.comp's VALUES
inline constexpr std::uint32_t kShareCounts = 3;       ///< numbers that squared_relu.comp counts of a share
inline constexpr std::uint32_t kSegmentRows = 256;     ///< attend.comp's SEGMENT
inline constexpr std::uint32_t kMostCacheWidth = 1024; ///< its MOST_WIDTH
inline constexpr std::uint32_t kShareNeurons = 256;    ///< squared_relu.comp's LANES

} // namespace plm::vulkan
