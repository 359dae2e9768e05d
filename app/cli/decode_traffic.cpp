// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode_traffic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace peripheral::cli {

namespace {

struct BlockParts {
    std::string_view type;
    double codeShare; ///< of a block's bytes: what belongs to single values
    int group;        ///< values that share a scale
};

constexpr std::array kParts = {
    BlockParts{"F32", 1, 1},
    BlockParts{"F16", 1, 1},
    BlockParts{"BF16", 1, 1},
    BlockParts{"Q8_0", 32.0 / 34, 32},
    BlockParts{"Q4_0", 16.0 / 18, 32},
    BlockParts{"Q4_1", 16.0 / 20, 32},
    BlockParts{"Q5_0", 20.0 / 22, 32},
    BlockParts{"Q5_1", 20.0 / 24, 32},
    BlockParts{"Q2_K", 64.0 / 84, 16},
    BlockParts{"Q3_K", 96.0 / 110, 16},
    BlockParts{"Q4_K", 128.0 / 144, 32},
    BlockParts{"Q5_K", 160.0 / 176, 32},
    BlockParts{"Q6_K", 192.0 / 210, 16},
    BlockParts{"IQ4_NL", 16.0 / 18, 32},
    BlockParts{"IQ4_XS", 128.0 / 136, 32},
};

/// The layer of "blk.N.ffn_down.weight"; nothing for other tensors.
std::optional<std::size_t> downLayer(std::string_view name) {
    constexpr std::string_view kBegin = "blk.";
    constexpr std::string_view kEnd = ".ffn_down.weight";
    if (!name.starts_with(kBegin) || !name.ends_with(kEnd))
        return std::nullopt;
    return std::stoul(std::string(name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size())));
}

double downBytes(const plm::TensorEntry& tensor, double active) {
    const auto bytes = static_cast<double>(tensor.bytes);
    const auto* parts = std::find_if(kParts.begin(), kParts.end(),
                                     [&](const BlockParts& known) { return known.type == tensor.type; });
    if (parts == kParts.end())
        return bytes;
    const double codes = bytes * parts->codeShare;
    return codes * active + (bytes - codes) * (1 - std::pow(1 - active, parts->group));
}

} // namespace

double weightBytesPerToken(const plm::ModelFile& file, std::span<const float> activeByLayer) {
    const bool hasHead = std::any_of(file.tensors.begin(), file.tensors.end(),
                                     [](const auto& tensor) { return tensor.name == "output.weight"; });
    double bytes = 0;
    for (const plm::TensorEntry& tensor : file.tensors) {
        const auto layer = downLayer(tensor.name);
        if (layer && *layer < activeByLayer.size())
            bytes += downBytes(tensor, static_cast<double>(activeByLayer[*layer]));
        else if (!hasHead || tensor.name != "token_embd.weight") // of which one row is read, else the head
            bytes += static_cast<double>(tensor.bytes);
    }
    return bytes;
}

std::uint64_t tensorBytes(const plm::ModelFile& file) {
    std::uint64_t bytes = 0;
    for (const plm::TensorEntry& tensor : file.tensors)
        bytes += tensor.bytes;
    return bytes;
}

} // namespace peripheral::cli
