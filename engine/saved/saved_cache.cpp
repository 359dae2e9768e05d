// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved/saved_cache.h"

#include "files/summed.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm::saved {

namespace {

Status checkForm(const files::ByteSource& source, const Form& found, const Form& wanted) {
    if (found.model != wanted.model)
        return notUsed(source, ErrorKind::Unsupported, "it was saved with another model");
    if (found.type != wanted.type)
        return notUsed(source, ErrorKind::Unsupported,
                       fmt::format("its cache is of the type {}, and {} is in use", found.type, wanted.type));
    if (found.layers != wanted.layers || found.rowBytes != wanted.rowBytes)
        return notUsed(source, ErrorKind::Unsupported,
                       fmt::format("it has {} layers of {} bytes a token, and the model's cache {} of {}",
                                   found.layers, found.rowBytes, wanted.layers, wanted.rowBytes));
    return {};
}

/// All that can be known without its tokens.
Status checkHeader(const files::ByteSource& source, const Header& header, const Form& wanted, int capacity) {
    if (auto ok = checkForm(source, header.form, wanted); !ok)
        return ok;
    if (header.tokens > static_cast<std::uint32_t>(capacity))
        return notUsed(
            source, ErrorKind::ContextFull,
            fmt::format("it has {} tokens, and the context has room for {}", header.tokens, capacity));
    if (source.size() != header.fileBytes())
        return notUsed(source, ErrorKind::BadFile,
                       fmt::format("it has {} bytes where {} belong", source.size(), header.fileBytes()));
    return {};
}

Status checkTokens(const files::ByteSource& source, std::span<const TokenId> tokens, int vocabulary) {
    for (const TokenId token : tokens)
        if (token < 0 || token >= vocabulary)
            return notUsed(source, ErrorKind::BadFile,
                           fmt::format("its token {} is outside the vocabulary", token));
    return {};
}

/// Calls work(layer, first, piece) for all rows of so many tokens in their order, in pieces of a buffer,
/// until one fails.
template <class Work>
Status forEachPiece(const LatentCache& cache, std::size_t tokens, const Work& work) {
    constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
    const std::size_t rowBytes = cache.rowBytes();
    const std::size_t most =
        std::clamp<std::size_t>(kPieceBytes / rowBytes, 1, std::max(tokens, std::size_t{1}));
    std::vector<std::byte> piece(most * rowBytes);
    for (int layer = 0; layer < cache.layers(); ++layer)
        for (std::size_t first = 0; first < tokens; first += most) {
            const std::size_t count = std::min(most, tokens - first);
            if (auto done = work(layer, static_cast<int>(first), std::span(piece).first(count * rowBytes));
                !done)
                return done;
        }
    return {};
}

Status readContents(files::SummedReader& reader, const files::ByteSource& source, Restored& into) {
    if (auto done = reader.read(std::as_writable_bytes(std::span(into.tokens))); !done)
        return done;
    LatentCache& cache = *into.cache;
    const auto takeRows = [&](int layer, int first, std::span<std::byte> piece) {
        const Status read = reader.read(piece);
        return read ? cache.writeRows(layer, first, piece) : read;
    };
    if (auto done = forEachPiece(cache, into.tokens.size(), takeRows); !done)
        return done;
    const auto sound = reader.isSound();
    if (!sound)
        return tl::unexpected(sound.error());
    return *sound ? Status() : notUsed(source, ErrorKind::BadFile, "it is damaged");
}

} // namespace

Form formOf(const LatentCache& cache, std::string_view type, std::string model) {
    return {std::move(model), std::string(type), static_cast<std::uint32_t>(cache.layers()),
            static_cast<std::uint32_t>(cache.rowBytes())};
}

std::uint64_t savedBytes(const Form& form, std::size_t tokens) {
    return Header{form, static_cast<std::uint32_t>(tokens)}.fileBytes();
}

Status writeCache(const std::filesystem::path& path, const Form& form, std::span<const TokenId> tokens,
                  const LatentCache& cache) {
    auto temporary = files::TemporaryFile::create(path, files::TemporaryFile::Readers::Owner);
    if (!temporary)
        return tl::unexpected(temporary.error());
    files::SummedWriter file(std::move(*temporary));
    const auto header = Header{form, static_cast<std::uint32_t>(tokens.size())}.encoded();
    auto done = file.write(header);
    if (done)
        done = file.write(std::as_bytes(tokens));
    if (done)
        done = forEachPiece(cache, tokens.size(), [&](int layer, int first, std::span<std::byte> piece) {
            const Status read = cache.readRows(layer, first, piece);
            return read ? file.write(piece) : read;
        });
    return done ? file.finish() : done;
}

Result<Restored> readCache(files::ByteSource& source, const Form& form, int vocabulary, int capacity,
                           const CacheMaker& makeCache) {
    const auto header = Header::read(source);
    if (!header)
        return tl::unexpected(header.error());
    if (auto ok = checkHeader(source, *header, form, capacity); !ok)
        return tl::unexpected(ok.error());
    auto cache = makeCache();
    if (!cache)
        return tl::unexpected(cache.error());
    Restored restored{std::move(*cache), std::vector<TokenId>(header->tokens)};
    files::SummedReader reader(source, header->encoded());
    auto ok = readContents(reader, source, restored);
    if (ok)
        ok = checkTokens(source, restored.tokens, vocabulary);
    if (!ok)
        return tl::unexpected(ok.error());
    restored.cache->resize(static_cast<int>(header->tokens));
    return restored;
}

} // namespace plm::saved
