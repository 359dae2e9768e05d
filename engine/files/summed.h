// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/byte_source.h"
#include "files/temporary_file.h"
#include "hash/xxh64.h"

#include <plm/result.h>

#include <cstddef>
#include <span>

namespace plm::files {

// Files that end with XXH64 of what stands before (64 bits, little-endian): what a power cut or a failing
// disk made of them is found when they are read.

/// A file, and the sum of what was written to it. It is not forced onto the disk: what is damaged, the sum
/// finds. One thread at a time.
class SummedWriter {
public:
    explicit SummedWriter(TemporaryFile file) : m_file(std::move(file)) {}

    Status write(std::span<const std::byte> bytes);
    /// For bytes that have sums of their own among those that are written.
    Status writeUnsummed(std::span<const std::byte> bytes) { return m_file.write(bytes); }
    /// Writes the sum, and gives the file its name.
    Status finish();

private:
    TemporaryFile m_file;
    Xxh64 m_sum;
};

/// Reads on from a source, and sums up what came. The source must outlive it.
class SummedReader {
public:
    /// `before` was read already, and counts.
    SummedReader(ByteSource& source, std::span<const std::byte> before) : m_source(source) {
        m_sum.add(before);
    }

    Status read(std::span<std::byte> bytes);
    /// Reads the sum, and tells whether it is that of all bytes before.
    Result<bool> isSound();

private:
    ByteSource& m_source;
    Xxh64 m_sum;
};

} // namespace plm::files
