// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"

#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <new>

namespace plm {

namespace {

using gguf::Array;
using gguf::ValueType;

constexpr std::size_t kElementsShown = 3;

template <class Float>
std::string floatElement(const Array& array, std::size_t i) {
    Float value;
    std::memcpy(&value, array.raw.data() + i * sizeof value, sizeof value);
    return fmt::format("{}", value);
}

std::string elementText(const Array& array, std::size_t i) {
    switch (array.type) {
    case ValueType::String:
        return asUtf8(array.strings[i]);
    case ValueType::F32:
        return floatElement<float>(array, i);
    case ValueType::F64:
        return floatElement<double>(array, i);
    case ValueType::Bool:
        return array.raw[i] != std::byte{0} ? "true" : "false";
    case ValueType::U64:
        return fmt::format("{}", static_cast<std::uint64_t>(array.integer(i)));
    default:
        return fmt::format("{}", array.integer(i));
    }
}

std::string arrayText(const Array& array) {
    std::string text = fmt::format("[{} values]", array.count);
    const std::size_t shown = std::min(array.count, kElementsShown);
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? " " : ", ") + elementText(array, i);
    return shown < array.count ? text + ", …" : text;
}

/// A value as text; a number of 32 bits with the digits that such a number has.
struct ValueText {
    ValueType type;
    std::string operator()(std::uint64_t value) const { return fmt::format("{}", value); }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const {
        return type == ValueType::F32 ? fmt::format("{}", static_cast<float>(value))
                                      : fmt::format("{}", value);
    }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::string_view value) const { return asUtf8(value); }
    std::string operator()(const Array& value) const { return arrayText(value); }
};

MetadataEntry describe(const gguf::Entry& entry) {
    return {asUtf8(entry.key), gguf::typeOf(entry), std::visit(ValueText{entry.type}, entry.value)};
}

TensorEntry describe(const gguf::Tensor& tensor) {
    return {asUtf8(tensor.name), std::string(tensor.format->name), tensor.dimensions, tensor.offset,
            tensor.bytes};
}

ModelFile describe(const gguf::File& file, const std::filesystem::path& path) {
    ModelFile model{path, file.bytes().size(), file.version(), {}, {}};
    for (const gguf::Entry& entry : file.metadata())
        model.metadata.push_back(describe(entry));
    for (const gguf::Tensor& tensor : file.tensors())
        model.tensors.push_back(describe(tensor));
    return model;
}

} // namespace

Result<ModelFile> ModelFile::read(const std::filesystem::path& path) {
    const auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    try {
        return file->ifIntact<ModelFile>(describe(*file, path));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to read {}.", file->name()));
    }
}

} // namespace plm
