// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/shaders.h"

namespace plm::vulkan {

namespace {

// What glslc made of the shaders: lists of words.
constexpr std::uint32_t kMultiplyCode[] =
#include "shaders/multiply.inc"
    ;
constexpr std::uint32_t kRmsNormCode[] =
#include "shaders/rms_norm.inc"
    ;
constexpr std::uint32_t kStoreLatentsCode[] =
#include "shaders/store_latents.inc"
    ;
constexpr std::uint32_t kAbsorbCode[] =
#include "shaders/absorb.inc"
    ;
constexpr std::uint32_t kAttendCode[] =
#include "shaders/attend.inc"
    ;
constexpr std::uint32_t kJoinSegmentsCode[] =
#include "shaders/join_segments.inc"
    ;
constexpr std::uint32_t kSquaredReluCode[] =
#include "shaders/squared_relu.inc"
    ;
constexpr std::uint32_t kMultiplyActiveCode[] =
#include "shaders/multiply_active.inc"
    ;
constexpr std::uint32_t kAddSharesCode[] =
#include "shaders/add_shares.inc"
    ;

} // namespace

const Shader kMultiply{"multiply", kMultiplyCode, 3, sizeof(MultiplyArguments)};
const Shader kRmsNorm{"rms_norm", kRmsNormCode, 3, sizeof(NormArguments)};
const Shader kStoreLatents{"store_latents", kStoreLatentsCode, 4, sizeof(StoreArguments)};
const Shader kAbsorb{"absorb", kAbsorbCode, 4, sizeof(AbsorbArguments)};
const Shader kAttend{"attend", kAttendCode, 3, sizeof(AttendArguments)};
const Shader kJoinSegments{"join_segments", kJoinSegmentsCode, 2, sizeof(JoinArguments)};
const Shader kSquaredRelu{"squared_relu", kSquaredReluCode, 3, sizeof(ReluArguments)};
const Shader kMultiplyActive{"multiply_active", kMultiplyActiveCode, 5, sizeof(ActiveArguments)};
const Shader kAddShares{"add_shares", kAddSharesCode, 2, sizeof(SharesArguments)};

} // namespace plm::vulkan
