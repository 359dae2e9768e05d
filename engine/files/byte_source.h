// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/input_file.h"

#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

namespace plm::files {

/// Bytes that are read once from the beginning on. One thread at a time.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// What it is called in a sentence.
    [[nodiscard]] virtual std::string name() const = 0;
    /// All of its bytes, those that were read included.
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Fills `bytes` with the next ones; a source that ends before is an error that names it.
    virtual Status read(std::span<std::byte> bytes) = 0;
};

/// A file. It is read, not mapped: a disk that fails, or a file that another program shortens meanwhile, is
/// an error and not a signal.
class FileSource final : public ByteSource {
public:
    /// Fails with NotFound or Io, naming the path, where it is no regular file that can be read.
    static Result<FileSource> open(const std::filesystem::path& path) {
        return InputFile::open(path).map([](InputFile&& file) { return FileSource(std::move(file)); });
    }

    [[nodiscard]] std::string name() const override { return m_file.name(); }
    [[nodiscard]] std::uint64_t size() const override { return m_file.size(); }
    Status read(std::span<std::byte> bytes) override {
        Status done = m_file.read(m_position, bytes);
        if (done)
            m_position += bytes.size();
        return done;
    }

private:
    explicit FileSource(InputFile file) : m_file(std::move(file)) {}

    InputFile m_file;
    std::uint64_t m_position = 0;
};

} // namespace plm::files
