// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_need.h"

#include "size_text.h"
#include "table.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

using nlohmann::json;

/// The smallest first.
constexpr std::array kCacheTypes{plm::CacheType::Q8, plm::CacheType::F16, plm::CacheType::F32};

std::uint64_t totalOf(const plm::MemoryNeed& need, std::uint64_t context, plm::CacheType type) {
    return need.weights() + context * need.cachePerToken(type);
}

/// The types with which it fits, in words.
std::string fitText(const plm::MemoryNeed& need, std::uint64_t context, std::uint64_t available) {
    std::string names;
    std::size_t count = 0;
    for (const plm::CacheType type : kCacheTypes) {
        if (totalOf(need, context, type) > available)
            break;
        names.append(names.empty() ? "" : " and ").append(plm::toString(type));
        ++count;
    }
    if (count == 0)
        return "does not fit";
    return count == kCacheTypes.size() ? "fits" : "fits with " + names;
}

} // namespace

std::vector<std::uint64_t> contextsOf(const plm::MemoryNeed& need) {
    constexpr std::uint64_t kFirst = 1024;
    const auto longest = static_cast<std::uint64_t>(std::max(need.contextLength, 1));
    std::vector<std::uint64_t> contexts;
    for (std::uint64_t context = kFirst; context < longest; context *= 2)
        contexts.push_back(context);
    contexts.push_back(longest);
    return contexts;
}

json memoryNeedJson(const plm::Result<plm::MemoryNeed>& need, std::optional<std::uint64_t> available) {
    json rows = json::array();
    if (!need)
        return rows;
    for (const std::uint64_t context : contextsOf(*need))
        for (const plm::CacheType type : kCacheTypes) {
            const std::uint64_t total = totalOf(*need, context, type);
            rows.push_back({{"context", context},
                            {"kv_type", plm::toString(type)},
                            {"weight_bytes", need->weights()},
                            {"weight_bytes_laid_out", need->laidOutWeights},
                            {"weight_bytes_in_place", need->inPlaceWeights},
                            {"cache_bytes", context * need->cachePerToken(type)},
                            {"total_bytes", total},
                            {"fits", available ? json(total <= *available) : json()}});
        }
    return rows;
}

std::string memoryNeedText(const plm::Result<plm::MemoryNeed>& need, const plm::ExecutorPlug& executor,
                           std::optional<std::uint64_t> available) {
    if (!need)
        return "Nothing can be said of the memory that it needs: " + need.error().message + "\n";
    Table table({{"context"}, {"cache q8"}, {"cache f16"}, {"cache f32"}, {"with weights, f16"}, {"", true}});
    for (const std::uint64_t context : contextsOf(*need)) {
        std::vector<std::string> cells{std::to_string(context)};
        for (const plm::CacheType type : kCacheTypes)
            cells.push_back(sizeText(context * need->cachePerToken(type)));
        cells.push_back(sizeText(totalOf(*need, context, plm::CacheType::F16)));
        cells.push_back(available ? fitText(*need, context, *available) : "");
        table.add(std::move(cells));
    }
    return fmt::format(
        "Weights take {} with the executor {}: {} laid out anew, {} used in the file.\n{}{}\n",
        sizeText(need->weights()), executor.name, sizeText(need->laidOutWeights),
        sizeText(need->inPlaceWeights), table.text(),
        available
            ? fmt::format("Of this machine's memory {} are available now. The program itself takes some "
                          "of it, too.",
                          sizeText(*available))
            : "This machine does not tell how much memory is available.");
}

} // namespace peripheral::cli
