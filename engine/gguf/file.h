// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/mapping.h"
#include "quant/format.h"

#include <plm/result.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace plm::gguf {

/// The key of the multiple at which tensors begin, a u32; 32 bytes where a file lacks it.
inline constexpr std::string_view kAlignmentKey = "general.alignment";
/// More than a file has reason for; less than would cost memory to fill up.
inline constexpr std::uint64_t kLargestAlignment = std::uint64_t{1} << 20;
constexpr bool isAlignment(std::uint64_t bytes) {
    return std::has_single_bit(bytes) && bytes >= 8 && bytes <= kLargestAlignment;
}

/// Dimensions that a tensor may have.
inline constexpr std::uint32_t kMostDimensions = 4;

/// GGUF's value types, numbered as in the file.
enum class ValueType : std::uint32_t {
    U8 = 0,
    I8 = 1,
    U16 = 2,
    I16 = 3,
    U32 = 4,
    I32 = 5,
    F32 = 6,
    Bool = 7,
    String = 8,
    Array = 9,
    U64 = 10,
    I64 = 11,
    F64 = 12,
};

/// Elements of an array, still in the file's bytes (views into the file; valid while the File lives).
struct Array {
    ValueType type = ValueType::U8;
    std::vector<std::string_view> strings; ///< where type is String
    std::span<const std::byte> raw;        ///< where it is a scalar type: packed, little-endian, unaligned
    std::size_t count = 0;
    /// Element `i` of an integer array; 0 for other types.
    [[nodiscard]] std::int64_t integer(std::size_t i) const;
};

/// Integers are widened to 64 bits, floats to double.
using Value = std::variant<std::uint64_t, std::int64_t, double, bool, std::string_view, Array>;

struct Entry {
    std::string_view key;
    ValueType type;
    Value value;
};

struct Tensor {
    std::string_view name;
    const quant::Format* format;           ///< never null: files with other types are refused
    std::vector<std::uint64_t> dimensions; ///< as in the file: columns (ne0) first; 1 to 4 of them
    std::uint64_t offset = 0;              ///< from the start of the tensor data
    std::uint64_t bytes = 0;
    std::span<const std::byte> data; ///< views the file
};

/// A GGUF v3 file, mapped read-only (or bytes held by the caller). Every length, offset, count, type and
/// alignment was checked before use. Immutable; any thread. Move-only.
class File {
public:
    static Result<File> open(const std::filesystem::path& path);
    /// From bytes that outlive the File; `name` stands for the path in errors.
    static Result<File> parse(std::span<const std::byte> bytes, std::string name);
    File(File&&) noexcept;
    File& operator=(File&&) noexcept;
    ~File();

    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] std::span<const std::byte> bytes() const;
    /// What the file on the disk was when it was opened; all zero where the caller holds the bytes.
    [[nodiscard]] const files::FileStamp& stamp() const;
    /// As Mapping::intact(); bytes that the caller holds are always so.
    [[nodiscard]] Status intact() const;
    /// `result`, unless the file is not intact: what was made of it then means nothing.
    template <class T>
    [[nodiscard]] Result<T> ifIntact(Result<T> result) const {
        const Status whole = intact();
        return whole ? std::move(result) : tl::unexpected(whole.error());
    }
    [[nodiscard]] std::uint32_t version() const;
    [[nodiscard]] std::span<const Entry> metadata() const;
    [[nodiscard]] std::span<const Tensor> tensors() const;
    [[nodiscard]] const Entry* find(std::string_view key) const;
    [[nodiscard]] const Tensor* tensor(std::string_view name) const;

    /// Typed access. Errors name the file and the key: missing, another type, or (integers) out of range.
    [[nodiscard]] Result<std::uint64_t> unsignedInteger(std::string_view key) const;
    [[nodiscard]] Result<double> number(std::string_view key) const;
    [[nodiscard]] Result<bool> boolean(std::string_view key) const;
    [[nodiscard]] Result<std::string_view> string(std::string_view key) const;
    [[nodiscard]] Result<const Array*> array(std::string_view key, ValueType elements) const;

private:
    struct Parts;
    explicit File(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// Whether `number` is one of ValueType's.
bool isValueType(std::uint32_t number);
/// GGUF's name in lower case, e.g. "u32", "string".
std::string_view toString(ValueType type);
/// Bytes that a value takes; 0 for strings and arrays, whose size stands with them.
std::size_t scalarBytes(ValueType type);
/// The type of an entry in words, e.g. "u32" or "array of string".
std::string typeOf(const Entry& entry);

} // namespace plm::gguf
