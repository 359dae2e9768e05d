// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/safetensors.h"

#include <cstdlib>

// Any bytes are a sound safetensors file, whose tensors take its data without overlaps and gaps, or a
// sentence that names the file.

namespace {

using namespace plm::conversion;

void require(bool condition) {
    if (!condition)
        std::abort();
}

template <class T>
bool isSentence(const plm::Result<T>& result) {
    return result.error().message.starts_with("fuzz.safetensors: ") && result.error().message.ends_with(".");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto length = headerLength(bytes.first(std::min(size, kLengthBytes)), size, "fuzz.safetensors");
    if (!length) {
        require(isSentence(length));
        return 0;
    }
    const std::uint64_t dataBytes = size - kLengthBytes - *length;
    const std::string_view header(reinterpret_cast<const char*>(data) + kLengthBytes, *length);
    const auto tensors = parseHeader(header, dataBytes, "fuzz.safetensors");
    if (!tensors) {
        require(isSentence(tensors));
        return 0;
    }
    std::uint64_t end = 0;
    for (const StoredTensor& tensor : *tensors) {
        require(tensor.offset == end && tensor.bytes <= dataBytes - end);
        end += tensor.bytes;
    }
    require(end == dataBytes);
    return 0;
}
