// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/cursor.h"
#include "gguf/file.h"

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plm::gguf {

/// Everything in a GGUF file but the tensors' numbers. Views the file's bytes.
struct Header {
    std::uint32_t version = 0;
    std::vector<Entry> metadata;
    std::vector<Tensor> tensors;
    std::unordered_map<std::string_view, std::size_t> keys;        ///< where in `metadata`
    std::unordered_map<std::string_view, std::size_t> tensorNames; ///< where in `tensors`
};

/// Checks and takes apart the file `bytes`; `file` names it in errors.
Result<Header> parseHeader(std::span<const std::byte> bytes, std::string_view file);

// Its parts, in the file's order.

/// Reads `count` entries at `cursor` into `header`.
Status parseMetadata(files::Cursor& cursor, std::uint64_t count, std::string_view file, Header& header);
/// Reads `count` tensor descriptions at `cursor` into `header`, without their data.
Status parseTensors(files::Cursor& cursor, std::uint64_t count, std::string_view file, Header& header);
/// Points each tensor of `header` to its numbers in `data`, what follows the descriptions from the next
/// multiple of `alignment` on. Refuses tensors that leave `data` or share bytes.
Status placeTensors(std::span<const std::byte> data, std::uint64_t alignment, std::string_view file,
                    Header& header);

/// `return damaged(file, "tensor … overlaps …")` from a function that returns a Result.
[[nodiscard]] tl::unexpected<Error> damaged(std::string_view file, std::string_view what);

} // namespace plm::gguf
