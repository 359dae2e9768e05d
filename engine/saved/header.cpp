// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved/header.h"

#include "files/cursor.h"
#include "hash/xxh64.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace plm::saved {

namespace {

constexpr std::string_view kMagic = "PLMCACHE";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kTypeBytes = 8, kModelBytes = 64, kSumBytes = 8;

/// Writes values one behind the other; there is room for all of them.
class Encoder {
public:
    explicit Encoder(std::span<std::byte> room) : m_room(room) {}
    void add(std::string_view text, std::size_t width) {
        std::memcpy(m_room.data(), text.data(), std::min(text.size(), width));
        m_room = m_room.subspan(width);
    }
    template <class Number>
    void add(Number number) {
        std::memcpy(m_room.data(), &number, sizeof number);
        m_room = m_room.subspan(sizeof number);
    }

private:
    std::span<std::byte> m_room;
};

std::string takeText(files::Cursor& cursor, std::size_t width) {
    const auto bytes = cursor.take(width).value_or(std::span<const std::byte>());
    const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return text.substr(0, text.find('\0'));
}

std::uint32_t takeNumber(files::Cursor& cursor) {
    return cursor.read<std::uint32_t>().value_or(0);
}

} // namespace

tl::unexpected<Error> notUsed(const files::ByteSource& source, ErrorKind kind, std::string_view reason) {
    return fail(kind, fmt::format("{} is not used: {}.", source.name(), reason));
}

std::array<std::byte, Header::kBytes> Header::encoded() const {
    std::array<std::byte, kBytes> bytes{};
    Encoder encoder(bytes);
    encoder.add(kMagic, kMagic.size());
    for (const std::uint32_t number : {kVersion, form.layers, form.rowBytes, tokens})
        encoder.add(number);
    encoder.add(form.type, kTypeBytes);
    encoder.add(form.model, kModelBytes);
    encoder.add(xxh64Of(std::span(bytes).first(kBytes - kSumBytes)));
    return bytes;
}

std::uint64_t Header::fileBytes() const {
    const std::uint64_t rows = std::uint64_t{form.layers} * form.rowBytes;
    return kBytes + tokens * (sizeof(std::int32_t) + rows) + kSumBytes;
}

Result<Header> Header::read(files::ByteSource& source) {
    std::array<std::byte, kBytes> bytes;
    if (source.size() < kBytes)
        return notUsed(source, ErrorKind::BadFile, "it is no saved cache, or was cut short");
    if (auto done = source.read(bytes); !done)
        return tl::unexpected(done.error());
    files::Cursor cursor(bytes);
    if (takeText(cursor, kMagic.size()) != kMagic)
        return notUsed(source, ErrorKind::BadFile, "it is no saved cache");
    if (const auto version = takeNumber(cursor); version != kVersion)
        return notUsed(
            source, ErrorKind::Unsupported,
            fmt::format("it is of version {}, and this program knows version {}", version, kVersion));
    Header header;
    header.form.layers = takeNumber(cursor);
    header.form.rowBytes = takeNumber(cursor);
    header.tokens = takeNumber(cursor);
    header.form.type = takeText(cursor, kTypeBytes);
    header.form.model = takeText(cursor, kModelBytes);
    if (cursor.read<std::uint64_t>() != xxh64Of(std::span(bytes).first(kBytes - kSumBytes)))
        return notUsed(source, ErrorKind::BadFile, "its beginning is damaged");
    return header;
}

} // namespace plm::saved
