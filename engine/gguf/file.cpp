// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"

#include "gguf/header.h"
#include "gguf/split.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <new>

namespace plm::gguf {

struct File::Parts {
    std::string name;
    files::Mapping mapping; // empty where the caller holds the bytes
    std::span<const std::byte> bytes;
    Header header;
};

namespace {

/// The entry that `key` is asked to be, as `wanted` describes it: the error of the typed accessors.
tl::unexpected<Error> otherType(const std::string& file, const Entry& entry, std::string_view wanted) {
    return fail(ErrorKind::BadFile, fmt::format("{} cannot be used: the key {} is of type {}, not {}.", file,
                                                inQuotes(entry.key), typeOf(entry), wanted));
}

Result<const Entry*> findOrFail(const File& file, std::string_view key) {
    const Entry* entry = file.find(key);
    if (entry == nullptr)
        return fail(ErrorKind::NotFound, fmt::format("{} lacks the key {}.", file.name(), inQuotes(key)));
    return entry;
}

/// The value of `key` as the alternative `T` of Value.
template <class T>
Result<T> valueAs(const File& file, std::string_view key, std::string_view wanted) {
    const auto entry = findOrFail(file, key);
    if (!entry)
        return tl::unexpected(entry.error());
    if (const T* value = std::get_if<T>(&(*entry)->value))
        return *value;
    return otherType(file.name(), **entry, wanted);
}

} // namespace

Result<File> File::open(const std::filesystem::path& path) {
    auto mapping = files::Mapping::open(path);
    if (!mapping)
        return tl::unexpected(mapping.error());
    auto file = parse(mapping->bytes(), displayName(path));
    if (const Status whole = mapping->intact(); !whole)
        return tl::unexpected(whole.error());
    if (const auto part = partOf(path.native());
        part && !file) // cut anywhere, by a program that knows no GGUF
        return notByItself(*part, displayName(path));
    if (file)
        file->m_parts->mapping = std::move(*mapping);
    return file;
}

Result<File> File::parse(std::span<const std::byte> bytes, std::string name) {
    try {
        auto header = parseHeader(bytes, name);
        if (!header)
            return tl::unexpected(header.error());
        return File(std::make_unique<Parts>(Parts{std::move(name), {}, bytes, std::move(*header)}));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, fmt::format("There is not enough memory to read {}.", name));
    }
}

File::File(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;
File::~File() = default;

const std::string& File::name() const {
    return m_parts->name;
}
std::span<const std::byte> File::bytes() const {
    return m_parts->bytes;
}
const files::FileStamp& File::stamp() const {
    return m_parts->mapping.stamp();
}
Status File::intact() const {
    return m_parts->mapping.intact();
}
std::uint32_t File::version() const {
    return m_parts->header.version;
}
std::span<const Entry> File::metadata() const {
    return m_parts->header.metadata;
}
std::span<const Tensor> File::tensors() const {
    return m_parts->header.tensors;
}

const Entry* File::find(std::string_view key) const {
    const auto found = m_parts->header.keys.find(key);
    return found == m_parts->header.keys.end() ? nullptr : &metadata()[found->second];
}

const Tensor* File::tensor(std::string_view name) const {
    const auto found = m_parts->header.tensorNames.find(name);
    return found == m_parts->header.tensorNames.end() ? nullptr : &tensors()[found->second];
}

Result<std::uint64_t> File::unsignedInteger(std::string_view key) const {
    const auto entry = findOrFail(*this, key);
    if (!entry)
        return tl::unexpected(entry.error());
    const Value& value = (*entry)->value;
    if (const auto* number = std::get_if<std::uint64_t>(&value))
        return *number;
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr)
        return otherType(name(), **entry, "an integer");
    if (*number < 0)
        return fail(ErrorKind::BadFile, fmt::format("{} cannot be used: the key {} is {}, which is negative.",
                                                    name(), inQuotes(key), *number));
    return static_cast<std::uint64_t>(*number);
}

Result<double> File::number(std::string_view key) const {
    const auto entry = findOrFail(*this, key);
    if (!entry)
        return tl::unexpected(entry.error());
    const Value& value = (*entry)->value;
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* number = std::get_if<std::uint64_t>(&value))
        return static_cast<double>(*number);
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*number);
    return otherType(name(), **entry, "a number");
}

Result<bool> File::boolean(std::string_view key) const {
    return valueAs<bool>(*this, key, "bool");
}

Result<std::string_view> File::string(std::string_view key) const {
    return valueAs<std::string_view>(*this, key, "string");
}

Result<const Array*> File::array(std::string_view key, ValueType elements) const {
    const auto entry = findOrFail(*this, key);
    if (!entry)
        return tl::unexpected(entry.error());
    const auto* array = std::get_if<Array>(&(*entry)->value);
    if (array == nullptr || array->type != elements)
        return otherType(name(), **entry, fmt::format("array of {}", toString(elements)));
    return array;
}

} // namespace plm::gguf
