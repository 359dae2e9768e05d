// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/summed.h"

#include <algorithm>
#include <cstdint>

namespace plm::files {

namespace {

constexpr std::size_t kPiece = 1 << 18; // summed up while it is still in the processor's cache

} // namespace

Status SummedWriter::write(std::span<const std::byte> bytes) {
    m_sum.add(bytes);
    return m_file.write(bytes);
}

Status SummedWriter::finish() {
    const std::uint64_t sum = m_sum.value();
    if (auto done = m_file.write(std::as_bytes(std::span(&sum, 1))); !done)
        return done;
    return m_file.becomeTarget(TemporaryFile::Flush::WhenTheSystemLikes);
}

Status SummedReader::read(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(bytes.size(), kPiece));
        if (auto done = m_source.read(piece); !done)
            return done;
        m_sum.add(piece);
        bytes = bytes.subspan(piece.size());
    }
    return {};
}

Result<bool> SummedReader::isSound() {
    std::uint64_t sum = 0;
    return m_source.read(std::as_writable_bytes(std::span(&sum, 1))).map([&] {
        return sum == m_sum.value();
    });
}

} // namespace plm::files
