// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mended_sums.h"
#include "model/host_cache.h"
#include "saved/saved_cache.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

// Any bytes are a cache of the form that is asked for, or a sentence that names them; also where both sums
// are right, which mutations alone would hardly bring about.

namespace {

using namespace plm;

constexpr int kCapacity = 8;

void require(bool condition) {
    if (!condition)
        std::abort();
}

class MemorySource final : public files::ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : m_size(bytes.size()), m_rest(bytes) {}
    [[nodiscard]] std::string name() const override { return "fuzz.plmcache"; }
    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    Status read(std::span<std::byte> bytes) override {
        require(bytes.size() <= m_rest.size()); // the size was checked before
        std::memcpy(bytes.data(), m_rest.data(), bytes.size());
        m_rest.remove_prefix(bytes.size());
        return {};
    }

private:
    std::size_t m_size;
    std::string_view m_rest;
};

HyperParameters smallShape() {
    HyperParameters hyper;
    hyper.layers = 2;
    hyper.latentRank = 3;
    hyper.rotaryWidth = 1;
    hyper.vocabulary = 259;
    return hyper;
}

void checkRestored(const saved::Restored& restored, std::string_view bytes) {
    const LatentCache& cache = *restored.cache;
    require(cache.size() == static_cast<int>(restored.tokens.size()));
    require(cache.size() <= kCapacity && cache.capacity() == kCapacity);
    for (const TokenId token : restored.tokens)
        require(token >= 0 && token < smallShape().vocabulary);
    std::string_view rows = bytes.substr(saved::Header::kBytes + restored.tokens.size() * sizeof(TokenId));
    std::vector<std::byte> layerRows(static_cast<std::size_t>(cache.size()) * cache.rowBytes());
    for (int layer = 0; layer < cache.layers(); ++layer) {
        require(cache.readRows(layer, 0, layerRows).has_value());
        require(std::equal(layerRows.begin(), layerRows.end(), std::as_bytes(std::span(rows)).begin()));
        rows.remove_prefix(layerRows.size());
    }
    require(rows.size() == sizeof(std::uint64_t));
}

void readBytes(std::string_view bytes) {
    const HyperParameters hyper = smallShape();
    const auto makeCache = [&]() -> Result<std::unique_ptr<LatentCache>> {
        return HostCache::create(hyper, kCapacity, CacheType::F16);
    };
    const auto like = makeCache();
    require(like.has_value());
    MemorySource source(bytes);
    const auto restored = saved::readCache(source, saved::formOf(**like, "f16", std::string(64, '0')),
                                           hyper.vocabulary, kCapacity, makeCache);
    if (restored)
        return checkRestored(*restored, bytes);
    require(restored.error().message.starts_with("fuzz.plmcache ") &&
            restored.error().message.ends_with("."));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    readBytes(bytes);
    readBytes(test::withMendedSums(bytes));
    return 0;
}
