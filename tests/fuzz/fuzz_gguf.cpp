// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/contents.h"
#include "gguf/file.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

// Any bytes are a sound GGUF file, all of which can be looked at, or a sentence that names the file.

namespace {

using plm::gguf::Array;
using plm::gguf::Contents;
using plm::gguf::Entry;
using plm::gguf::File;
using plm::gguf::Tensor;
using plm::gguf::ValueType;

void require(bool condition) {
    if (!condition)
        std::abort();
}

/// Reads every byte of an array; the result only keeps the reads from being left out.
std::int64_t walk(const Array& array) {
    require(array.type == ValueType::String ? array.strings.size() == array.count : array.strings.empty());
    std::int64_t sum = array.integer(array.count);
    for (std::size_t i = 0; i < array.count; ++i)
        sum ^= array.integer(i);
    for (const std::string_view text : array.strings)
        sum ^= std::count(text.begin(), text.end(), 'x');
    return sum;
}

/// Every entry is found by its key, and asking for another type is an error, not a crash.
void checkEntry(const File& file, const Entry& entry) {
    require(file.find(entry.key) == &entry);
    if (const auto* array = std::get_if<Array>(&entry.value)) {
        volatile const std::int64_t sink = walk(*array);
        static_cast<void>(sink);
        require(file.array(entry.key, array->type).has_value());
    }
    require(file.string(entry.key).has_value() == (entry.type == ValueType::String));
    require(file.boolean(entry.key).has_value() == (entry.type == ValueType::Bool));
    require(!file.unsignedInteger(entry.key) || file.number(entry.key));
}

void decodeBlock(const Tensor& tensor, std::span<const std::byte> block) {
    std::vector<float> values(tensor.format->blockValues);
    tensor.format->decode(block.data(), values.data(), values.size());
}

/// A tensor lies within the file, and its first and last blocks can be decoded.
void checkTensor(const File& file, const Tensor& tensor) {
    require(file.tensor(tensor.name) == &tensor);
    require(tensor.data.size() == tensor.bytes && tensor.bytes >= tensor.format->blockBytes);
    require(tensor.data.data() >= file.bytes().data());
    require(tensor.data.data() + tensor.data.size() <= file.bytes().data() + file.bytes().size());
    decodeBlock(tensor, tensor.data.first(tensor.format->blockBytes));
    decodeBlock(tensor, tensor.data.last(tensor.format->blockBytes));
}

/// Metadata that was written again reads as before.
void checkCopy(const File& file) {
    Contents contents;
    for (const Entry& entry : file.metadata())
        contents.add(entry);
    require(contents.status().has_value());
    const std::string header = contents.header();
    const auto copy = File::parse(std::as_bytes(std::span(header)), "copy.gguf");
    require(copy && copy->metadata().size() == file.metadata().size());
    Contents again;
    for (const Entry& entry : copy->metadata())
        again.add(entry);
    require(again.header() == header);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto file = File::parse(std::as_bytes(std::span(data, size)), "fuzz.gguf");
    if (!file) {
        require(file.error().message.starts_with("fuzz.gguf ") && file.error().message.ends_with("."));
        return 0;
    }
    for (const Entry& entry : file->metadata())
        checkEntry(*file, entry);
    for (const Tensor& tensor : file->tensors())
        checkTensor(*file, tensor);
    checkCopy(*file);
    return 0;
}
