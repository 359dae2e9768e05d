// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tokenizer_json.h"
#include "convert/vocabulary_keys.h"

#include <cstdlib>

// Any bytes are a vocabulary, which the engine reads or refuses by name, or a sentence that names the file.

namespace {

using namespace plm::conversion;

constexpr int kSize = 300;

void require(bool condition) {
    if (!condition)
        std::abort();
}

bool isSentence(const plm::Error& error) {
    return error.message.starts_with("fuzz.json") && error.message.ends_with(".");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto vocabulary = parseTokenizer(text, kSize, "fuzz.json");
    if (!vocabulary) {
        require(isSentence(vocabulary.error()));
        return 0;
    }
    require(vocabulary->spellings.size() == kSize && vocabulary->types.size() == kSize);
    for (const std::string& merge : vocabulary->merges)
        require(merge.find(' ') != std::string::npos && merge.find(' ') == merge.rfind(' '));
    const plm::Status usable = checkVocabulary(*vocabulary, {});
    require(usable || isSentence(usable.error()));
    return 0;
}
