// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/shaders.h"

#include <initializer_list>

namespace plm::vulkan {

namespace {

// What glslc made of the shaders: lists of words.
constexpr std::uint32_t kMultiplyCode[] =
#include "shaders/multiply.inc"
    ;
constexpr std::uint32_t kMultiplySubgroupCode[] =
#include "shaders/multiply_subgroup.inc"
    ;
constexpr std::uint32_t kMultiplyTiledCode[] =
#include "shaders/multiply_tiled.inc"
    ;
constexpr std::uint32_t kRmsNormCode[] =
#include "shaders/rms_norm.inc"
    ;
constexpr std::uint32_t kAbsorbStoreCode[] =
#include "shaders/absorb_store.inc"
    ;
constexpr std::uint32_t kAttendCode[] =
#include "shaders/attend.inc"
    ;
constexpr std::uint32_t kValuesCode[] =
#include "shaders/values.inc"
    ;
constexpr std::uint32_t kJoinSegmentsCode[] =
#include "shaders/join_segments.inc"
    ;
constexpr std::uint32_t kDecodeCacheCode[] =
#include "shaders/decode_cache.inc"
    ;
constexpr std::uint32_t kAttendExpandedCode[] =
#include "shaders/attend_expanded.inc"
    ;
constexpr std::uint32_t kSquaredReluCode[] =
#include "shaders/squared_relu.inc"
    ;
constexpr std::uint32_t kMultiplyActiveCode[] =
#include "shaders/multiply_active.inc"
    ;
constexpr std::uint32_t kFirstOfStrandsCode[] =
#include "shaders/first_of_strands.inc"
    ;
constexpr std::uint32_t kCandidatesCode[] =
#include "shaders/candidates.inc"
    ;

/// A bit for each binding that a shader writes.
constexpr std::uint32_t written(std::initializer_list<std::uint32_t> bindings) {
    std::uint32_t bits = 0;
    for (const std::uint32_t binding : bindings)
        bits |= 1U << binding;
    return bits;
}

} // namespace

const Shader kMultiply{"multiply", kMultiplyCode, 3, written({2}), sizeof(MultiplyArguments)};
const Shader kMultiplySubgroup{"multiply_subgroup", kMultiplySubgroupCode,     3,
                               written({2}),        sizeof(MultiplyArguments), true};
const Shader kMultiplyTiled{"multiply_tiled", kMultiplyTiledCode, 3, written({2}), sizeof(TiledArguments)};
const Shader kRmsNorm{"rms_norm", kRmsNormCode, 4, written({0, 2}), sizeof(NormArguments)};
const Shader kAbsorbStore{"absorb_store", kAbsorbStoreCode, 7, written({2, 3, 5}),
                          sizeof(AbsorbStoreArguments)};
const Shader kAttend{"attend", kAttendCode, 4, written({2}), sizeof(AttendArguments)};
const Shader kValues{"values", kValuesCode, 4, written({2}), sizeof(ValuesArguments)};
const Shader kJoinSegments{"join_segments", kJoinSegmentsCode, 3, written({1}), sizeof(JoinArguments)};
const Shader kDecodeCache{"decode_cache", kDecodeCacheCode, 3, written({1, 2}), sizeof(DecodeArguments)};
const Shader kAttendExpanded{"attend_expanded", kAttendExpandedCode, 7, written({4, 5}),
                             sizeof(ExpandedArguments)};
const Shader kSquaredRelu{"squared_relu", kSquaredReluCode, 4, written({0, 1, 2}), sizeof(ReluArguments)};
const Shader kMultiplyActive{"multiply_active", kMultiplyActiveCode, 5, written({4}),
                             sizeof(ActiveArguments)};
const Shader kFirstOfStrands{"first_of_strands", kFirstOfStrandsCode, 2, written({1}),
                             sizeof(StrandArguments)};
const Shader kCandidates{"candidates", kCandidatesCode, 3, written({2}), sizeof(CandidateArguments)};

std::span<const Shader* const> allShaders() {
    static constexpr const Shader* kAll[] = {
        &kMultiply,    &kMultiplySubgroup, &kMultiplyTiled,  &kRmsNorm,     &kAbsorbStore,
        &kAttend,      &kValues,           &kJoinSegments,   &kDecodeCache, &kAttendExpanded,
        &kSquaredRelu, &kMultiplyActive,   &kFirstOfStrands, &kCandidates};
    return kAll;
}

} // namespace plm::vulkan
