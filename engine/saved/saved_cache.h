// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/byte_source.h"
#include "model/latent_cache.h"
#include "saved/header.h"

#include <plm/model.h>
#include <plm/result.h>
#include <plm/tokenizer.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm::saved {

// A saved cache: the header, the tokens (32 bits each), the rows of layer 0, those of layer 1, …, each
// layer's tokens behind one another (CacheRow), and XXH64 of all that comes before it.

/// What a cache of the number type `type` and the model known as `model` is. Which executor keeps it, and how
/// it lies there, is not in it: any of them goes on with it.
[[nodiscard]] Form formOf(const LatentCache& cache, std::string_view type, std::string model);

/// Bytes that writeCache() writes for so many tokens.
[[nodiscard]] std::uint64_t savedBytes(const Form& form, std::size_t tokens);

/// Writes `tokens`, whose rows are in `cache`, to a file that appears under its name when it is complete and
/// that only its owner may read. It is not forced onto the disk: what a power cut damages, the sum finds.
Status writeCache(const std::filesystem::path& path, const Form& form, std::span<const TokenId> tokens,
                  const LatentCache& cache);

/// A cache and the tokens in it, one for one.
struct Restored {
    std::unique_ptr<LatentCache> cache;
    std::vector<TokenId> tokens;
};

/// Makes an empty cache of the form that is wanted.
using CacheMaker = std::function<Result<std::unique_ptr<LatentCache>>()>;

/// Reads what writeCache() wrote into a cache that `makeCache` gives, with room for `capacity` tokens of a
/// vocabulary of so many. Checked before that is asked for one: version, form, number of tokens, the source's
/// size; and before anything is handed out: the tokens' range, the sum. Errors are sentences that name the
/// source.
Result<Restored> readCache(files::ByteSource& source, const Form& form, int vocabulary, int capacity,
                           const CacheMaker& makeCache);

} // namespace plm::saved
