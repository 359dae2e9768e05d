// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/byte_source.h"

#include <plm/result.h>

#include <array>
#include <cstdint>
#include <string>

namespace plm::saved {

/// What a saved cache is of. A session takes one of its own form only.
struct Form {
    std::string model; ///< modelIdentity(): 64 digits
    std::string type;  ///< the cache's number type, at most 8 characters
    std::uint32_t layers = 0;
    std::uint32_t rowBytes = 0; ///< of one token in one layer
};

/// The beginning of a saved cache. In the file: magic (8 bytes), version, layers, rowBytes, tokens (4 each,
/// little-endian), type (8, filled with zeros), model (64), and XXH64 of all that.
struct Header {
    Form form;
    std::uint32_t tokens = 0;

    static constexpr std::size_t kBytes = 8 + 4 * 4 + 8 + 64 + 8;
    [[nodiscard]] std::array<std::byte, kBytes> encoded() const;
    /// Bytes of a whole file that begins so.
    [[nodiscard]] std::uint64_t fileBytes() const;
    /// Reads and checks it against the source's size. Errors are sentences that name the source.
    static Result<Header> read(files::ByteSource& source);
};

/// The error of a saved cache that cannot be used; `reason` ends the sentence.
[[nodiscard]] tl::unexpected<Error> notUsed(const files::ByteSource& source, ErrorKind kind,
                                            std::string_view reason);

} // namespace plm::saved
