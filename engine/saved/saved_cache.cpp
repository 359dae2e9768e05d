// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved/saved_cache.h"

#include "gguf/temporary_file.h"
#include "hash/xxh64.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm::saved {

namespace {

using gguf::TemporaryFile;

constexpr std::size_t kPiece = 1 << 18; // summed up while it is still in the processor's cache

/// A file, and the sum of what was written to it.
class SummingFile {
public:
    explicit SummingFile(TemporaryFile file) : m_file(std::move(file)) {}

    Status write(std::span<const std::byte> bytes) {
        m_sum.add(bytes);
        return m_file.write(bytes);
    }
    Status finish() {
        const std::uint64_t sum = m_sum.value();
        if (auto done = m_file.write(std::as_bytes(std::span(&sum, 1))); !done)
            return done;
        return m_file.becomeTarget(TemporaryFile::Flush::WhenTheSystemLikes);
    }

private:
    TemporaryFile m_file;
    Xxh64 m_sum;
};

/// Reads on from a source, and sums up what came.
class SummingReader {
public:
    SummingReader(ByteSource& source, const Header& header) : m_source(source) {
        m_sum.add(header.encoded());
    }

    Status read(std::span<std::byte> bytes) {
        while (!bytes.empty()) {
            const auto piece = bytes.first(std::min(bytes.size(), kPiece));
            if (auto done = m_source.read(piece); !done)
                return done;
            m_sum.add(piece);
            bytes = bytes.subspan(piece.size());
        }
        return {};
    }
    Status checkSum() {
        std::uint64_t sum = 0;
        if (auto done = m_source.read(std::as_writable_bytes(std::span(&sum, 1))); !done)
            return done;
        if (sum != m_sum.value())
            return notUsed(m_source, ErrorKind::BadFile, "it is damaged");
        return {};
    }

private:
    ByteSource& m_source;
    Xxh64 m_sum;
};

Status checkForm(const ByteSource& source, const Form& found, const Form& wanted) {
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
Status checkHeader(const ByteSource& source, const Header& header, const Form& wanted, int capacity) {
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

Status checkTokens(const ByteSource& source, std::span<const TokenId> tokens, int vocabulary) {
    for (const TokenId token : tokens)
        if (token < 0 || token >= vocabulary)
            return notUsed(source, ErrorKind::BadFile,
                           fmt::format("its token {} is outside the vocabulary", token));
    return {};
}

Status readContents(SummingReader& reader, Restored& into) {
    if (auto done = reader.read(std::as_writable_bytes(std::span(into.tokens))); !done)
        return done;
    for (int layer = 0; layer < into.cache.layers(); ++layer)
        if (auto done = reader.read(into.cache.rows(layer, static_cast<int>(into.tokens.size()))); !done)
            return done;
    return reader.checkSum();
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
    auto temporary = TemporaryFile::create(path, TemporaryFile::Readers::Owner);
    if (!temporary)
        return tl::unexpected(temporary.error());
    SummingFile file(std::move(*temporary));
    const auto header = Header{form, static_cast<std::uint32_t>(tokens.size())}.encoded();
    auto done = file.write(header);
    if (done)
        done = file.write(std::as_bytes(tokens));
    for (int layer = 0; done && layer < cache.layers(); ++layer)
        done = file.write(cache.rows(layer, static_cast<int>(tokens.size())));
    return done ? file.finish() : done;
}

Result<Restored> readCache(ByteSource& source, const Form& form, const HyperParameters& hyper,
                           const LatentCache& like) {
    const auto header = Header::read(source);
    if (!header)
        return tl::unexpected(header.error());
    if (auto ok = checkHeader(source, *header, form, like.capacity()); !ok)
        return tl::unexpected(ok.error());
    auto cache = LatentCache::create(hyper, like.capacity(), like.type());
    if (!cache)
        return tl::unexpected(cache.error());
    Restored restored{std::move(*cache), std::vector<TokenId>(header->tokens)};
    SummingReader reader(source, *header);
    auto ok = readContents(reader, restored);
    if (ok)
        ok = checkTokens(source, restored.tokens, hyper.vocabulary);
    if (!ok)
        return tl::unexpected(ok.error());
    restored.cache.resize(static_cast<int>(header->tokens));
    return restored;
}

} // namespace plm::saved
