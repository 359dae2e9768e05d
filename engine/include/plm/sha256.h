// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace plm {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces. One thread at a time.
class Sha256 {
public:
    void add(std::span<const std::byte> bytes);
    /// The hash of all bytes that were added, in lower-case hexadecimal digits; nothing may be added after.
    [[nodiscard]] std::string finish();

private:
    static constexpr std::size_t kBlock = 64;
    void addBlock(const std::byte* block);

    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, kBlock> m_rest{}; ///< what does not fill a block yet
    std::uint64_t m_bytes = 0;
};

/// The hash of a file. Fails with NotFound, Io or Cancelled, naming it. `progress` gets the fraction done, on
/// the calling thread.
Result<std::string> sha256OfFile(const std::filesystem::path& path,
                                 const std::function<void(double)>& progress = {},
                                 const std::stop_token& stop = {});

} // namespace plm
