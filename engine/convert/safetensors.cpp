// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/safetensors.h"

#include "json/json.h"
#include "json/object_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>

namespace plm::conversion {

using json::describe;
using json::Json;
using json::ObjectReader;
using json::parseJson;

namespace {

struct StoredType {
    std::string_view name;
    std::uint64_t bytes;
};

constexpr std::array kTypes = {
    StoredType{"F32", 4},     StoredType{"F16", 2},     StoredType{"BF16", 2}, StoredType{"F64", 8},
    StoredType{"F8_E4M3", 1}, StoredType{"F8_E5M2", 1}, StoredType{"I8", 1},   StoredType{"I16", 2},
    StoredType{"I32", 4},     StoredType{"I64", 8},     StoredType{"U8", 1},   StoredType{"U16", 2},
    StoredType{"U32", 4},     StoredType{"U64", 8},     StoredType{"BOOL", 1},
};

constexpr std::size_t kMostDimensions = 8;

/// Reads the description of one tensor; the first error is kept.
class TensorReader {
public:
    TensorReader(const std::string& name, const Json& description, std::string_view file)
        : m_fields(description, fmt::format("{}: The tensor {}", file, inQuotes(name))),
          m_name(name) {}

    Result<StoredTensor> read() {
        StoredTensor tensor;
        tensor.name = m_name;
        const std::uint64_t valueBytes = readType(tensor);
        readShape(tensor);
        readOffsets(tensor);
        checkBytes(tensor, valueBytes);
        if (!m_fields.status())
            return tl::unexpected(m_fields.status().error());
        return tensor;
    }

private:
    std::uint64_t readType(StoredTensor& tensor) {
        m_fields.require("dtype");
        tensor.type = m_fields.text("dtype").value_or("");
        const auto* type = std::find_if(kTypes.begin(), kTypes.end(),
                                        [&](const StoredType& known) { return known.name == tensor.type; });
        if (type != kTypes.end())
            return type->bytes;
        m_fields.refuse("dtype", fmt::format("is {}, which is not known", inQuotes(tensor.type)),
                        ErrorKind::Unsupported);
        return 0;
    }

    void readShape(StoredTensor& tensor) {
        const Json* shape = m_fields.array("shape");
        if (shape == nullptr)
            return;
        if (shape->size() > kMostDimensions)
            return m_fields.refuse("shape", fmt::format("has {} dimensions", shape->size()));
        for (const Json& dimension : *shape) {
            if (!dimension.is_number_unsigned())
                return m_fields.refuse(
                    "shape", fmt::format("holds {}; it must hold whole numbers", describe(dimension)));
            tensor.shape.push_back(dimension.get<std::uint64_t>());
        }
    }

    void readOffsets(StoredTensor& tensor) {
        const Json* offsets = m_fields.array("data_offsets");
        if (offsets == nullptr)
            return;
        const auto isOffset = [](const Json& value) { return value.is_number_unsigned(); };
        if (offsets->size() != 2 || !std::all_of(offsets->begin(), offsets->end(), isOffset))
            return m_fields.refuse("data_offsets", "must be two whole numbers");
        tensor.offset = (*offsets)[0].get<std::uint64_t>();
        const auto end = (*offsets)[1].get<std::uint64_t>();
        if (end < tensor.offset)
            return m_fields.refuse("data_offsets",
                                   fmt::format("end at {}, before they begin at {}", end, tensor.offset));
        tensor.bytes = end - tensor.offset;
    }

    void checkBytes(const StoredTensor& tensor, std::uint64_t valueBytes) {
        std::uint64_t bytes = valueBytes;
        bool tooMany = false;
        for (const std::uint64_t dimension : tensor.shape)
            tooMany = __builtin_mul_overflow(bytes, dimension, &bytes) || tooMany;
        if (tooMany)
            m_fields.refuse("shape", "has a product that is too large");
        else if (bytes != tensor.bytes)
            m_fields.refuse("data_offsets", fmt::format("leave {} bytes, and its shape of {} takes {}",
                                                        tensor.bytes, tensor.type, bytes));
    }

    ObjectReader m_fields;
    std::string m_name;
};

/// All of the data must belong to one tensor each. `tensors` are by their offset.
Status checkPlaces(const std::vector<StoredTensor>& tensors, std::uint64_t dataBytes, std::string_view file) {
    std::uint64_t end = 0;
    for (const StoredTensor& tensor : tensors) {
        if (tensor.offset > dataBytes || tensor.bytes > dataBytes - tensor.offset)
            return fail(ErrorKind::BadFile, fmt::format("{}: The tensor {} reaches past the end of the file.",
                                                        file, inQuotes(tensor.name)));
        if (tensor.offset < end)
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: The tensor {} overlaps another.", file, inQuotes(tensor.name)));
        if (tensor.offset > end)
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: The {} bytes before the tensor {} belong to none.", file,
                                    tensor.offset - end, inQuotes(tensor.name)));
        end = tensor.offset + tensor.bytes;
    }
    if (end == dataBytes)
        return {};
    return fail(ErrorKind::BadFile,
                fmt::format("{}: Its last {} bytes belong to no tensor.", file, dataBytes - end));
}

} // namespace

Result<std::uint64_t> headerLength(std::span<const std::byte> start, std::uint64_t fileBytes,
                                   std::string_view file) {
    std::uint64_t length = 0;
    if (start.size() < kLengthBytes || fileBytes < kLengthBytes)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: Its {} bytes are too few for a safetensors file.", file, fileBytes));
    std::memcpy(&length, start.data(), sizeof length);
    if (length > kLargestHeader)
        return fail(ErrorKind::BadFile, fmt::format("{}: The length of its header is {}, more than {} bytes.",
                                                    file, length, kLargestHeader));
    if (length > fileBytes - kLengthBytes)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: Its header reaches past the end of the file.", file));
    return length;
}

Result<std::vector<StoredTensor>> parseHeader(std::string_view header, std::uint64_t dataBytes,
                                              std::string_view file) {
    const auto json = parseJson(header, file);
    if (!json)
        return tl::unexpected(json.error());
    if (!json->is_object())
        return fail(ErrorKind::BadFile, fmt::format("{}: Its header is no JSON object.", file));
    std::vector<StoredTensor> tensors;
    for (const auto& [name, description] : json->items()) {
        if (name == "__metadata__") // texts about the file
            continue;
        auto tensor = TensorReader(name, description, file).read();
        if (!tensor)
            return tl::unexpected(tensor.error());
        tensors.push_back(std::move(*tensor));
    }
    // Of several at one place those without bytes come first: they overlap nothing.
    std::sort(tensors.begin(), tensors.end(), [](const StoredTensor& a, const StoredTensor& b) {
        return a.offset != b.offset ? a.offset < b.offset : a.bytes < b.bytes;
    });
    if (const Status places = checkPlaces(tensors, dataBytes, file); !places)
        return tl::unexpected(places.error());
    return tensors;
}

} // namespace plm::conversion
