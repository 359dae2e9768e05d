// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hyper_parameters.h"

#include "gguf/split.h"

#include <plm/shown_text.h>

#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <string>

namespace plm {

namespace {

// Far above any PLM, and low enough that products of two of them fit 64 bits.
constexpr std::uint64_t kLargestSize = 1U << 24;
constexpr std::uint64_t kMostLayers = 1024;

/// Reads keys one after the other and keeps the first error, so that the caller stays a plain list.
class KeyReader {
public:
    explicit KeyReader(const gguf::File& file) : m_file(file) {}

    int size(std::string_view key, std::uint64_t largest = kLargestSize) {
        const auto value = m_file.unsignedInteger(fullKey(key));
        if (!value)
            return keep(value.error());
        if (*value == 0 || *value > largest)
            return keep({ErrorKind::BadFile, fmt::format("{}: key '{}' is {}; it must be from 1 to {}.",
                                                         m_file.name(), fullKey(key), *value, largest)});
        return static_cast<int>(*value);
    }

    float positive(std::string_view key) {
        const auto value = m_file.number(fullKey(key));
        if (!value)
            return static_cast<float>(keep(value.error()));
        if (!std::isfinite(*value) || *value <= 0)
            return static_cast<float>(
                keep({ErrorKind::BadFile, fmt::format("{}: key '{}' is {}; it must be above 0.",
                                                      m_file.name(), fullKey(key), *value)}));
        return static_cast<float>(*value);
    }

    int keep(Error error) {
        if (m_error.message.empty())
            m_error = std::move(error);
        return 0;
    }

    [[nodiscard]] bool failed() const { return !m_error.message.empty(); }
    [[nodiscard]] const Error& error() const { return m_error; }
    static std::string fullKey(std::string_view key) { return "plm." + std::string(key); }

private:
    const gguf::File& m_file;
    Error m_error{ErrorKind::BadFile, {}};
};

Status checkArchitecture(const gguf::File& file) {
    if (const auto part = gguf::partOf(file))
        return gguf::notByItself(*part, file.name());
    const auto architecture = file.string("general.architecture");
    if (!architecture)
        return tl::unexpected(architecture.error());
    if (*architecture != "plm")
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: its architecture is {}; Peripheral runs PLM models only.", file.name(),
                                inQuotes(*architecture)));
    return {};
}

Status checkAgreement(const gguf::File& file, const HyperParameters& hyper, int keyLength,
                      int keyValueHeads) {
    if (keyValueHeads != hyper.heads)
        return fail(
            ErrorKind::Unsupported,
            fmt::format("{}: key 'plm.attention.head_count_kv' is {} and 'plm.attention.head_count' is {}; "
                        "PLM has as many key/value heads as heads.",
                        file.name(), keyValueHeads, hyper.heads));
    if (keyLength <= hyper.rotaryWidth)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: key 'plm.attention.key_length' is {}; it must be above "
                                "'plm.rope.dimension_count', which is {}.",
                                file.name(), keyLength, hyper.rotaryWidth));
    if (hyper.rotaryWidth % 2 != 0)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: key 'plm.rope.dimension_count' is {}; it must be even.", file.name(),
                                hyper.rotaryWidth));
    const auto headWidth =
        static_cast<std::uint64_t>(std::max(keyLength, hyper.noPositionWidth + hyper.valueWidth));
    if (headWidth * static_cast<std::uint64_t>(hyper.heads) > kLargestSize)
        return fail(ErrorKind::BadFile, fmt::format("{}: {} heads of width {} are more than any PLM has.",
                                                    file.name(), hyper.heads, headWidth));
    return {};
}

} // namespace

Result<HyperParameters> readHyperParameters(const gguf::File& file) {
    if (const auto ok = checkArchitecture(file); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = refuseVariants(file); !ok)
        return tl::unexpected(ok.error());
    KeyReader keys(file);
    HyperParameters hyper;
    hyper.layers = keys.size("block_count", kMostLayers);
    hyper.contextLength = keys.size("context_length");
    hyper.embedding = keys.size("embedding_length");
    hyper.feedForward = keys.size("feed_forward_length");
    hyper.heads = keys.size("attention.head_count");
    const int keyValueHeads = keys.size("attention.head_count_kv");
    hyper.latentRank = keys.size("attention.kv_lora_rank");
    const int keyLength = keys.size("attention.key_length");
    hyper.valueWidth = keys.size("attention.value_length");
    hyper.rotaryWidth = keys.size("rope.dimension_count");
    hyper.noPositionWidth = keyLength - hyper.rotaryWidth;
    hyper.rotaryBase = keys.positive("rope.freq_base");
    hyper.normEpsilon = keys.positive("attention.layer_norm_rms_epsilon");
    if (keys.failed())
        return tl::unexpected(keys.error());
    if (const auto ok = checkAgreement(file, hyper, keyLength, keyValueHeads); !ok)
        return tl::unexpected(ok.error());
    return hyper;
}

void addHyperParameters(const HyperParameters& hyper, gguf::Contents& contents) {
    const auto number = [](int value) { return static_cast<std::uint32_t>(value); };
    contents.add("plm.block_count", number(hyper.layers));
    contents.add("plm.context_length", number(hyper.contextLength));
    contents.add("plm.embedding_length", number(hyper.embedding));
    contents.add("plm.feed_forward_length", number(hyper.feedForward));
    contents.add("plm.attention.head_count", number(hyper.heads));
    contents.add("plm.attention.head_count_kv", number(hyper.heads));
    contents.add("plm.attention.layer_norm_rms_epsilon", hyper.normEpsilon);
    contents.add("plm.attention.kv_lora_rank", number(hyper.latentRank));
    contents.add("plm.attention.key_length", number(hyper.noPositionWidth + hyper.rotaryWidth));
    contents.add("plm.attention.value_length", number(hyper.valueWidth));
    contents.add("plm.rope.dimension_count", number(hyper.rotaryWidth));
    contents.add("plm.rope.freq_base", hyper.rotaryBase);
    contents.add("plm.vocab_size", number(hyper.vocabulary));
}

} // namespace plm
