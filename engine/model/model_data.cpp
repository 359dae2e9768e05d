// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_data.h"

#include <plm/sha256.h>

#include <algorithm>

namespace plm {

namespace {

constexpr std::size_t kSampleBytes = 64; // one block of SHA-256
constexpr std::size_t kSamples = 16;     // of each tensor: few pages, should they have left the memory

/// Pieces from one end of `data` to the other, at even steps; all of it where it is small.
void addSamples(Sha256& hash, std::span<const std::byte> data) {
    if (data.size() <= kSamples * kSampleBytes)
        return hash.add(data);
    const std::size_t last = data.size() - kSampleBytes;
    for (std::size_t i = 0; i < kSamples; ++i)
        hash.add(data.subspan(last * i / (kSamples - 1), kSampleBytes));
}

} // namespace

std::span<const std::byte> beforeTensors(const gguf::File& file) {
    std::size_t end = file.bytes().size();
    for (const gguf::Tensor& tensor : file.tensors())
        end = std::min(end, static_cast<std::size_t>(tensor.data.data() - file.bytes().data()));
    return file.bytes().first(end);
}

std::string modelIdentity(const gguf::File& file) {
    Sha256 hash;
    const std::uint64_t length = file.bytes().size();
    hash.add(std::as_bytes(std::span(&length, 1)));
    hash.add(beforeTensors(file));
    for (const gguf::Tensor& tensor : file.tensors())
        addSamples(hash, tensor.data);
    return hash.finish();
}

} // namespace plm
