// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/header.h"

#include "files/input_file.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <bit>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

constexpr std::uint32_t kMagic = 0x46554747; // "GGUF"
constexpr std::uint32_t kVersion = 3;
constexpr std::uint64_t kDefaultAlignment = 32;

/// The least that an entry and a tensor's description take: bounds their number by the file's size.
constexpr std::uint64_t kLeastEntryBytes = 8 + 4 + 1;
constexpr std::uint64_t kLeastTensorBytes = 8 + 4 + 8 + 4 + 8;

Status parseVersion(files::Cursor& cursor, std::string_view file, Header& header) {
    const auto magic = cursor.read<std::uint32_t>();
    if (magic != kMagic)
        return fail(ErrorKind::BadFile, fmt::format("{} is not a GGUF file.", file));
    const auto version = cursor.read<std::uint32_t>();
    if (!version)
        return damaged(file, "it ends within its header");
    if ((*version & 0xFFFFU) == 0 && *version != 0)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} is a big-endian GGUF file; only little-endian ones can be read.", file));
    if (*version != kVersion)
        return fail(
            ErrorKind::Unsupported,
            fmt::format("{} is a GGUF file of version {}; only version 3 can be read.", file, *version));
    header.version = *version;
    return {};
}

struct Counts {
    std::uint64_t tensors, entries;
};

Result<Counts> parseCounts(files::Cursor& cursor, std::string_view file) {
    const auto tensors = cursor.read<std::uint64_t>();
    const auto entries = cursor.read<std::uint64_t>();
    if (!tensors || !entries)
        return damaged(file, "it ends within its header");
    if (*entries > cursor.remaining() / kLeastEntryBytes)
        return damaged(file,
                       fmt::format("it claims {} metadata entries, more than it has room for", *entries));
    if (*tensors > cursor.remaining() / kLeastTensorBytes)
        return damaged(file, fmt::format("it claims {} tensors, more than it has room for", *tensors));
    return Counts{*tensors, *entries};
}

Result<std::uint64_t> alignmentOf(const Header& header, std::string_view file) {
    const auto found = header.keys.find(kAlignmentKey);
    if (found == header.keys.end())
        return kDefaultAlignment;
    const Entry& entry = header.metadata[found->second];
    if (entry.type != ValueType::U32)
        return damaged(file, fmt::format("the key {} is not of type u32", inQuotes(kAlignmentKey)));
    const auto alignment = std::get<std::uint64_t>(entry.value);
    if (!isAlignment(alignment))
        return damaged(file, fmt::format("the key {} is {}, not a power of two from 8 to {}",
                                         inQuotes(kAlignmentKey), alignment, kLargestAlignment));
    return alignment;
}

/// What follows `position` from the next multiple of `alignment` on; empty where the file ends before.
std::span<const std::byte> dataFrom(std::span<const std::byte> bytes, std::uint64_t position,
                                    std::uint64_t alignment) {
    const std::uint64_t start = (position + alignment - 1) / alignment * alignment;
    return bytes.subspan(static_cast<std::size_t>(std::min<std::uint64_t>(start, bytes.size())));
}

} // namespace

tl::unexpected<Error> damaged(std::string_view file, std::string_view what) {
    return fail(ErrorKind::BadFile, fmt::format("{} is damaged: {}.", file, what));
}

Result<Header> parseHeader(std::span<const std::byte> bytes, std::string_view file) {
    files::Cursor cursor(bytes);
    Header header;
    if (const auto real = files::refuseLfsPointer(bytes, file); !real)
        return tl::unexpected(real.error());
    if (const auto done = parseVersion(cursor, file, header); !done)
        return tl::unexpected(done.error());
    const auto counts = parseCounts(cursor, file);
    if (!counts)
        return tl::unexpected(counts.error());
    if (const auto done = parseMetadata(cursor, counts->entries, file, header); !done)
        return tl::unexpected(done.error());
    const auto alignment = alignmentOf(header, file);
    if (!alignment)
        return tl::unexpected(alignment.error());
    if (const auto done = parseTensors(cursor, counts->tensors, file, header); !done)
        return tl::unexpected(done.error());
    const auto data = dataFrom(bytes, cursor.position(), *alignment);
    if (const auto done = placeTensors(data, *alignment, file, header); !done)
        return tl::unexpected(done.error());
    return header;
}

} // namespace plm::gguf
