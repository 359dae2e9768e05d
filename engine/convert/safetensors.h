// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm::conversion {

// A safetensors file: the length of the header (64 bits, little-endian), the header as JSON, the tensors'
// bytes.

/// A tensor as a safetensors file describes it.
struct StoredTensor {
    std::string name;
    std::string type;                 ///< as spelled there, e.g. "BF16"
    std::vector<std::uint64_t> shape; ///< rows first
    std::uint64_t offset = 0;         ///< of its first byte, from the start of the tensors' bytes
    std::uint64_t bytes = 0;
};

inline constexpr std::size_t kLengthBytes = 8;
/// Far more than the header of any PLM takes: 32 layers have one of 40 kB.
inline constexpr std::uint64_t kLargestHeader = std::uint64_t{16} << 20;

/// How long the header of a file of `fileBytes` is that begins with `start`, its first bytes (8, or all that
/// it has). Errors begin with `file`.
Result<std::uint64_t> headerLength(std::span<const std::byte> start, std::uint64_t fileBytes,
                                   std::string_view file);

/// The tensors that `header` describes, by their offset. Each is as large as its type and shape ask for, and
/// together they take all of the `dataBytes` behind the header, without overlaps and gaps, as the format has
/// it. Errors begin with `file` and name the tensor.
Result<std::vector<StoredTensor>> parseHeader(std::string_view header, std::uint64_t dataBytes,
                                              std::string_view file);

} // namespace plm::conversion
