// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/temporary_file.h"
#include "gguf/contents.h"

#include <plm/model.h> // LoadProgress
#include <plm/result.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

namespace plm::gguf {

/// Writes a GGUF v3 file: first what Contents says, then the tensors' numbers as they come, in the order in
/// which they were added. The file appears under its name when finish() succeeds, and not before. Move-only;
/// one thread at a time. Errors name the file, and the tensor where one is at fault.
class Writer {
public:
    /// Fails with BadArgument where `contents` has a mistake, and with Io where the system refuses or the
    /// disk has less room than the file will take. `progress` is called by append(), on its thread; once
    /// `stop` is asked to end, append() fails with Cancelled.
    static Result<Writer> create(const std::filesystem::path& path, const Contents& contents,
                                 LoadProgress progress = {}, std::stop_token stop = {});

    /// The next bytes of the tensors' data, cut anywhere; the space between tensors is filled in. Once this
    /// has failed it, and finish(), fail with the same error.
    Status append(std::span<const std::byte> bytes);
    /// Completes the file. Fails with BadArgument where a tensor's bytes are missing.
    Status finish();

private:
    Writer(files::TemporaryFile file, const Contents& contents, LoadProgress progress, std::stop_token stop);
    Status pad(std::uint64_t offset);
    Status write(std::span<const std::byte> bytes);
    Result<std::size_t> appendToTensor(const Contents::TensorPlace& tensor, std::span<const std::byte> bytes);

    files::TemporaryFile m_file;
    std::vector<Contents::TensorPlace> m_tensors;
    std::uint64_t m_alignment;
    std::uint64_t m_bytes;        // of the tensor data, once complete
    std::size_t m_tensor = 0;     // the one that the next byte belongs to
    std::uint64_t m_position = 0; // in the tensor data
    Status m_status;
    LoadProgress m_progress;
    std::stop_token m_stop;
};

} // namespace plm::gguf
