// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model_file.h>

#include <cstdint>

namespace peripheral::cli {

/// Bytes of all tensors.
std::uint64_t tensorBytes(const plm::ModelFile& file);

} // namespace peripheral::cli
