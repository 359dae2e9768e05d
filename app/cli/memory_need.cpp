// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_need.h"

#include "tensor_bytes.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>

namespace peripheral::cli {

namespace {

constexpr std::uint64_t kFirstContext = 1024;
/// More than any model has; keeps products far from overflow.
constexpr std::uint64_t kLargestValue = 1 << 24;

/// A key's value where it is a whole number that makes sense, else 0.
std::uint64_t numberOf(const plm::ModelFile& file, std::string_view key) {
    const auto entry =
        std::find_if(file.metadata.begin(), file.metadata.end(),
                     [&](const plm::MetadataEntry& candidate) { return candidate.key == key; });
    if (entry == file.metadata.end())
        return 0;
    std::uint64_t value = 0;
    const char* end = entry->value.data() + entry->value.size();
    const auto read = std::from_chars(entry->value.data(), end, value);
    return read.ec == std::errc() && read.ptr == end && value <= kLargestValue ? value : 0;
}

} // namespace

std::vector<MemoryNeed> memoryNeeds(const plm::ModelFile& file) {
    const std::uint64_t layers = numberOf(file, "plm.block_count");
    const std::uint64_t latent = numberOf(file, "plm.attention.kv_lora_rank");
    const std::uint64_t rotary = numberOf(file, "plm.rope.dimension_count");
    const std::uint64_t longest = numberOf(file, "plm.context_length");
    if (layers == 0 || latent == 0 || rotary == 0 || longest == 0)
        return {};
    // Cached are, of every token and layer, the latent and the rotary key.
    const std::uint64_t values = layers * (latent + rotary);
    const std::uint64_t q8 = layers * (latent + 2 * ((latent + 31) / 32) + 2 * rotary);
    std::vector<MemoryNeed> needs;
    for (std::uint64_t context = kFirstContext;; context *= 2) {
        const std::uint64_t tokens = std::min(context, longest);
        needs.push_back({tokens, tensorBytes(file), tokens * values * 2, tokens * values * 4, tokens * q8});
        if (tokens == longest)
            return needs;
    }
}

std::optional<std::uint64_t> availableMemory() {
    std::ifstream info("/proc/meminfo");
    for (std::string line; std::getline(info, line);) {
        constexpr std::string_view kKey = "MemAvailable:";
        if (line.starts_with(kKey))
            return std::stoull(line.substr(kKey.size())) * 1024;
    }
    return std::nullopt;
}

} // namespace peripheral::cli
