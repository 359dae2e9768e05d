// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace plm {

/// What an output is a file of. A format that begins with a mark of its own replaces only files that have the
/// mark, and empty ones.
enum class OutputKind { Unmarked, Gguf, SavedCache, KeptWeights };

/// Whether a result may be written to `target`: a new file, or a regular one in place of which it may come.
/// To be asked before anything is opened. Fails with Io, naming the target, where that is a folder, a device,
/// a pipe or a socket; one of the files that are read (`inputs`, and what this process has mapped), under
/// whatever name; or a file of another kind. Any thread.
Status checkOutput(const std::filesystem::path& target, OutputKind kind,
                   const std::vector<std::filesystem::path>& inputs);

/// A file that appears under its name when it is complete: a failure leaves what was there before. Where the
/// name is a link, it is the file that the link names. Move-only; one thread at a time. Errors name the
/// target.
class OutputFile {
public:
    /// Fails with Io.
    static Result<OutputFile> create(const std::filesystem::path& target);
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// Fails with Io, and so does finish() then.
    Status write(std::span<const std::byte> bytes);
    /// Gives it its name. Fails with Io; the file is then gone.
    Status finish();

private:
    struct Parts;
    explicit OutputFile(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace plm
