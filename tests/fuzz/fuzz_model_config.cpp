// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_config.h"
#include "convert/special_tokens.h"
#include "convert/weight_files.h"

#include <cstdlib>

// Any bytes, taken for each of the small JSON files of a folder, are what that file may say, or a sentence
// that names the file.

namespace {

using namespace plm::conversion;

void require(bool condition) {
    if (!condition)
        std::abort();
}

template <class T>
bool isSoundOrSentence(const plm::Result<T>& result) {
    return result ||
           (result.error().message.starts_with("fuzz.json: ") && result.error().message.ends_with("."));
}

/// What the engine asks of a file's keys.
void checkShape(const plm::HyperParameters& hyper) {
    for (const int size :
         {hyper.layers, hyper.contextLength, hyper.embedding, hyper.feedForward, hyper.heads,
          hyper.latentRank, hyper.noPositionWidth, hyper.rotaryWidth, hyper.valueWidth, hyper.vocabulary})
        require(size > 0 && size <= 1 << 24);
    require(hyper.rotaryWidth % 2 == 0 && hyper.rotaryBase > 0 && hyper.normEpsilon > 0);
    const std::int64_t heads = hyper.heads;
    require(heads * (hyper.noPositionWidth + hyper.rotaryWidth) <= 1 << 24);
    require(heads * (hyper.noPositionWidth + hyper.valueWidth) <= 1 << 24);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto config = parseConfig(text, "fuzz.json");
    require(isSoundOrSentence(config));
    if (config)
        checkShape(config->hyper);
    require(isSoundOrSentence(parseGenerationConfig(text, "fuzz.json")));
    require(isSoundOrSentence(parseTokenizerConfig(text, "fuzz.json")));
    const auto index = parseIndex(text, "fuzz.json");
    require(isSoundOrSentence(index));
    if (index)
        for (const auto& [tensor, file] : *index)
            require(file.find('/') == std::string::npos && file.ends_with(".safetensors"));
    return 0;
}
