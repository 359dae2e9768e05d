// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "quant/format.h"

#include <plm/result.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace plm::gguf {

template <class T>
struct ValueTypeOf;
// clang-format off
template <> struct ValueTypeOf<std::uint8_t> { static constexpr auto kType = ValueType::U8; };
template <> struct ValueTypeOf<std::int8_t> { static constexpr auto kType = ValueType::I8; };
template <> struct ValueTypeOf<std::uint16_t> { static constexpr auto kType = ValueType::U16; };
template <> struct ValueTypeOf<std::int16_t> { static constexpr auto kType = ValueType::I16; };
template <> struct ValueTypeOf<std::uint32_t> { static constexpr auto kType = ValueType::U32; };
template <> struct ValueTypeOf<std::int32_t> { static constexpr auto kType = ValueType::I32; };
template <> struct ValueTypeOf<std::uint64_t> { static constexpr auto kType = ValueType::U64; };
template <> struct ValueTypeOf<std::int64_t> { static constexpr auto kType = ValueType::I64; };
template <> struct ValueTypeOf<float> { static constexpr auto kType = ValueType::F32; };
template <> struct ValueTypeOf<double> { static constexpr auto kType = ValueType::F64; };
template <> struct ValueTypeOf<bool> { static constexpr auto kType = ValueType::Bool; };
// clang-format on

/// A number whose C++ type says which GGUF type it has.
template <class T>
concept Scalar = requires {
    ValueTypeOf<T>::kType;
};

/// What a GGUF file is to hold: its metadata, and its tensors without their numbers. One thread at a time.
/// Mistakes (a key or tensor given twice, rows that are no whole blocks) are kept, and told by status().
class Contents {
public:
    template <Scalar T>
    void add(std::string_view key, T value) {
        if constexpr (std::is_same_v<T, std::uint32_t>)
            if (key == kAlignmentKey)
                return setAlignment(value);
        beginEntry(key, ValueTypeOf<T>::kType);
        append(value);
    }
    void add(std::string_view key, std::string_view value);
    void add(std::string_view key, const char* value) { add(key, std::string_view(value)); }
    template <Scalar T>
    void addArray(std::string_view key, std::span<const T> values) {
        beginArray(key, ValueTypeOf<T>::kType, values.size());
        for (const T value : values)
            append(value);
    }
    void addArray(std::string_view key, std::span<const std::string> values);
    void addArray(std::string_view key, const Array& array);
    /// A copy of another file's entry, in its own type.
    void add(const Entry& entry);
    /// The alignment of tensors, instead of 32 bytes: a power of two from 8 on, set before the first tensor
    /// is added. Adding kAlignmentKey does the same.
    void setAlignment(std::uint32_t alignment);
    /// The next tensor; its dimensions are as in the file, columns first.
    void addTensor(std::string_view name, const quant::Format& format,
                   std::span<const std::uint64_t> dimensions);

    struct TensorPlace {
        std::string name;
        std::uint64_t offset; ///< from the start of the tensor data
        std::uint64_t bytes;
    };
    [[nodiscard]] std::span<const TensorPlace> tensors() const { return m_tensors; }
    /// From the first tensor's first byte to the last one's last.
    [[nodiscard]] std::uint64_t dataBytes() const { return m_end; }
    [[nodiscard]] std::uint64_t alignment() const { return m_alignment; }
    /// The first mistake, as a sentence that names the key or tensor.
    [[nodiscard]] const Status& status() const { return m_status; }
    /// The file's bytes up to the tensor data.
    [[nodiscard]] std::string header() const;

private:
    void beginEntry(std::string_view key, ValueType type);
    void beginArray(std::string_view key, ValueType elements, std::uint64_t count);
    void refuse(std::string message);
    template <Scalar Stored, class Kept>
    void addAs(const Entry& entry);
    template <Scalar T>
    void append(T value) {
        m_metadata.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void appendString(std::string_view text);

    std::string m_metadata, m_descriptions; // in the file's form
    std::unordered_set<std::string> m_keys, m_names;
    std::vector<TensorPlace> m_tensors;
    std::uint64_t m_alignment = 32;
    std::uint64_t m_end = 0; // of the tensor data so far
    Status m_status;
};

} // namespace plm::gguf
