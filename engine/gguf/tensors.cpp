// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/header.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

/// A file and a tensor of it, for errors.
struct TensorOfFile {
    std::string_view file, tensor;

    [[nodiscard]] auto damaged(std::string_view what) const {
        return gguf::damaged(file, fmt::format("the tensor {} {}", inQuotes(tensor), what));
    }
    [[nodiscard]] auto cutOff() const {
        return damaged("has a description that reaches past the end of the file");
    }
};

Result<std::vector<std::uint64_t>> parseDimensions(files::Cursor& cursor, const TensorOfFile& place) {
    const auto count = cursor.read<std::uint32_t>();
    if (!count)
        return place.cutOff();
    if (*count < 1 || *count > kMostDimensions)
        return place.damaged(fmt::format("has {} dimensions", *count));
    std::vector<std::uint64_t> dimensions;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto dimension = cursor.read<std::uint64_t>();
        if (!dimension)
            return place.cutOff();
        if (*dimension == 0)
            return place.damaged("has a dimension of 0");
        dimensions.push_back(*dimension);
    }
    return dimensions;
}

Result<const quant::Format*> parseFormat(files::Cursor& cursor, const TensorOfFile& place) {
    const auto type = cursor.read<std::uint32_t>();
    if (!type)
        return place.cutOff();
    const quant::Format* format = quant::find(*type);
    if (format == nullptr)
        return fail(
            ErrorKind::Unsupported,
            fmt::format("{} cannot be read: the tensor {} is of the type with number {}, which is not known.",
                        place.file, inQuotes(place.tensor), *type));
    return format;
}

/// Bytes of a tensor's data; fails where its rows are no whole blocks, or 64 bits do not hold the number.
Result<std::uint64_t> bytesOf(const Tensor& tensor, const TensorOfFile& place) {
    if (tensor.dimensions.front() % tensor.format->blockValues != 0)
        return place.damaged(fmt::format("has {} columns, which is not a multiple of {} as {} asks",
                                         tensor.dimensions.front(), tensor.format->blockValues,
                                         tensor.format->name));
    std::uint64_t bytes = tensor.dimensions.front() / tensor.format->blockValues;
    bool tooMany = __builtin_mul_overflow(bytes, tensor.format->blockBytes, &bytes);
    for (std::size_t i = 1; i < tensor.dimensions.size(); ++i)
        tooMany = __builtin_mul_overflow(bytes, tensor.dimensions[i], &bytes) || tooMany;
    if (tooMany)
        return place.damaged("has dimensions whose product is too large");
    return bytes;
}

Result<Tensor> parseTensor(files::Cursor& cursor, std::size_t number, std::string_view file) {
    const auto name = cursor.readString();
    if (!name)
        return damaged(file,
                       fmt::format("the description of tensor {} reaches past the end of the file", number));
    const TensorOfFile place{file, *name};
    auto dimensions = parseDimensions(cursor, place);
    if (!dimensions)
        return tl::unexpected(dimensions.error());
    const auto format = parseFormat(cursor, place);
    if (!format)
        return tl::unexpected(format.error());
    const auto offset = cursor.read<std::uint64_t>();
    if (!offset)
        return place.cutOff();
    Tensor tensor{*name, *format, std::move(*dimensions), *offset, 0, {}};
    const auto bytes = bytesOf(tensor, place);
    if (!bytes)
        return tl::unexpected(bytes.error());
    tensor.bytes = *bytes;
    return tensor;
}

Status refuseOverlaps(const std::vector<Tensor>& tensors, std::string_view file) {
    std::vector<const Tensor*> byOffset;
    byOffset.reserve(tensors.size());
    for (const Tensor& tensor : tensors)
        byOffset.push_back(&tensor);
    std::sort(byOffset.begin(), byOffset.end(), [](auto* a, auto* b) { return a->offset < b->offset; });
    const auto overlap = std::adjacent_find(
        byOffset.begin(), byOffset.end(), [](auto* a, auto* b) { return b->offset - a->offset < a->bytes; });
    if (overlap == byOffset.end())
        return {};
    return TensorOfFile{file, overlap[1]->name}.damaged(
        fmt::format("overlaps {}", inQuotes(overlap[0]->name)));
}

} // namespace

Status parseTensors(files::Cursor& cursor, std::uint64_t count, std::string_view file, Header& header) {
    for (std::size_t i = 0; i < count; ++i) {
        auto tensor = parseTensor(cursor, i, file);
        if (!tensor)
            return tl::unexpected(tensor.error());
        if (!header.tensorNames.emplace(tensor->name, i).second)
            return TensorOfFile{file, tensor->name}.damaged("occurs twice");
        header.tensors.push_back(std::move(*tensor));
    }
    return {};
}

Status placeTensors(std::span<const std::byte> data, std::uint64_t alignment, std::string_view file,
                    Header& header) {
    for (Tensor& tensor : header.tensors) {
        const TensorOfFile place{file, tensor.name};
        if (tensor.offset % alignment != 0)
            return place.damaged(fmt::format("is at offset {}, which is not a multiple of the alignment {}",
                                             tensor.offset, alignment));
        if (tensor.offset > data.size() || tensor.bytes > data.size() - tensor.offset)
            return place.damaged("reaches past the end of the file");
        tensor.data = data.subspan(tensor.offset, tensor.bytes);
    }
    return refuseOverlaps(header.tensors, file);
}

} // namespace plm::gguf
