// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "gguf/writer.h"
#include "threads/thread_pool.h"

#include <plm/result.h>

#include <atomic>
#include <cstddef>
#include <string_view>
#include <vector>

namespace plm::quantisation {

/// Writes tensors in other formats, piece by piece, so that it needs little memory whatever their size, and
/// gives the pages of what was read back. One thread at a time; each piece is shared out among several.
class TensorEncoder {
public:
    /// `file` names what the tensors are of, in errors.
    TensorEncoder(std::string_view file, gguf::Writer& writer, int threads);

    /// Appends `tensor` to the writer's data as `format`, which is its own or can encode. Fails with BadFile
    /// where the tensor holds what is not a number, or one that `format` cannot hold.
    Status write(const gguf::Tensor& tensor, const quant::Format& format);

private:
    struct Piece {
        const gguf::Tensor& tensor;
        const quant::Format& format; ///< of the result
        std::size_t begin, end;      ///< values of the tensor
    };
    Status encode(const Piece& piece);
    void encodeChunks(const Piece& piece, int first, int last, int thread);
    [[nodiscard]] Status refuse(const Piece& piece) const;

    std::string_view m_file;
    gguf::Writer& m_writer;
    ThreadPool m_pool;
    std::vector<std::vector<float>> m_values; ///< a chunk for each thread
    std::vector<std::byte> m_encoded;         ///< a piece
    std::atomic<bool> m_refused = false;
};

} // namespace plm::quantisation
