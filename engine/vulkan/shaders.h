// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/pipeline.h"

#include <cstdint>
#include <span>

namespace plm::vulkan {

// The shaders of the folder shaders/ and their push constants, which are explained there.

/// Where a piece's codes, scales and factors begin, in words: what shaders with matrix.glsl are told first.
struct MatrixPlaces {
    std::uint32_t codesAt, scalesAt, factorsAt;
};
struct MultiplyArguments {
    MatrixPlaces places;
    std::uint32_t rows, columns, tokens, firstOutput, outputStride, adds;
};
struct TiledArguments {
    MatrixPlaces places;
    std::uint32_t firstRow, rows, rowStep, columns, tokens;
    std::uint32_t inputStep, inputStride, firstOutput, outputStep, outputStride, adds;
};
struct NormArguments {
    std::uint32_t width, firstToken, firstWeight, shares;
    float epsilon;
};
struct AbsorbStoreArguments {
    MatrixPlaces places;
    std::uint32_t heads, noPositionWidth, rotaryWidth, valueWidth, latentRank;
    std::uint32_t firstToken, tokens, firstNorm, rowWords;
    float epsilon;
};
struct AttendArguments {
    std::uint32_t heads, latentRank, rotaryWidth, rowWords, firstToken, mostSegments;
    float scale;
};
struct ValuesArguments {
    MatrixPlaces places;
    std::uint32_t heads, noPositionWidth, valueWidth, latentRank, firstToken, mostSegments;
};
struct JoinArguments {
    std::uint32_t heads, latentRank, firstToken, mostSegments;
};
struct DecodeArguments {
    std::uint32_t latentRank, rotaryWidth, rowWords, firstRow, rows;
};
struct ExpandedArguments {
    std::uint32_t heads, noPositionWidth, rotaryWidth, valueWidth, tokens, firstRow, rows;
    float scale;
};
struct ReluArguments {
    std::uint32_t width, tokens, firstCount;
};
struct ActiveArguments {
    MatrixPlaces places;
    std::uint32_t width, neurons, tokens, firstCount;
};
struct StrandArguments {
    std::uint32_t vocabulary, strands;
};
struct CandidateArguments {
    std::uint32_t vocabulary, strands, count;
};

extern const Shader kMultiply, kMultiplySubgroup, kMultiplyTiled, kRmsNorm, kAbsorbStore, kAttend, kValues,
    kJoinSegments, kDecodeCache, kAttendExpanded, kSquaredRelu, kMultiplyActive, kFirstOfStrands, kCandidates;
/// All of them.
std::span<const Shader* const> allShaders();

inline constexpr std::uint32_t kAbsorbedByGroup = 128; ///< absorb_store.comp's values of a latent
inline constexpr std::uint32_t kHeadsByGroup = 16;     ///< attend.comp's HEADS
inline constexpr std::uint32_t kColumnBlock = 512;     ///< what its COLUMN_BLOCKS counts
inline constexpr std::uint32_t kValueRows = 32;        ///< values.comp's ROWS
inline constexpr std::uint32_t kMostLatentRank = 1024; ///< its MOST_RANK
inline constexpr std::uint32_t kMostSegments = 32;     ///< segments.glsl's MOST_SEGMENTS
inline constexpr std::uint32_t kSegmentStep = 64;      ///< its SEGMENT_STEP
inline constexpr std::uint32_t kDecodeLanes = 256;     ///< decode_cache.comp's, eight numbers each
inline constexpr std::uint32_t kExpandedTokens = 64;   ///< attend_expanded.comp's TOKENS
inline constexpr std::uint32_t kExpandedValues = 64;   ///< what its VALUE_BLOCKS counts
inline constexpr std::uint32_t kValuesByLane = 8;      ///< multiply_active.comp's VALUES
inline constexpr std::uint32_t kShareCounts = 3;       ///< numbers that squared_relu.comp counts of a share
inline constexpr std::uint32_t kShareNeurons = 256;    ///< its LANES
inline constexpr std::uint32_t kStrandLength = 64;     ///< candidates.comp's STRAND
inline constexpr std::uint32_t kStrandsByGroup = 64;   ///< first_of_strands.comp's lanes
inline constexpr std::uint32_t kStepHeader = 4;        ///< numbers of step.glsl before the turns

} // namespace plm::vulkan
