// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

using test::smallVocabulary;
using test::VocabularyKeys;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// Expects that a file of `keys` is refused with a sentence that names the file and `what`.
void expectRefused(const VocabularyKeys& keys, ErrorKind kind, const std::string& what) {
    const auto tokenizer = test::tokenizerOf(keys);
    ASSERT_FALSE(tokenizer.has_value()) << what;
    EXPECT_EQ(tokenizer.error().kind, kind) << tokenizer.error().message;
    EXPECT_THAT(tokenizer.error().message, AllOf(HasSubstr("small.gguf"), HasSubstr(what)));
}

TEST(VocabularyFile, TellsWhichKeyIsMissing) {
    VocabularyKeys keys = smallVocabulary();
    keys.model.clear();
    expectRefused(keys, ErrorKind::NotFound, "tokenizer.ggml.model");
    keys = smallVocabulary();
    keys.pre.clear();
    expectRefused(keys, ErrorKind::NotFound, "tokenizer.ggml.pre");
    keys = smallVocabulary();
    keys.tokens.clear();
    expectRefused(keys, ErrorKind::NotFound, "tokenizer.ggml.tokens");
    keys = smallVocabulary();
    keys.types.clear();
    expectRefused(keys, ErrorKind::NotFound, "tokenizer.ggml.token_type");
    keys = smallVocabulary();
    keys.merges.clear();
    expectRefused(keys, ErrorKind::NotFound, "tokenizer.ggml.merges");
}

TEST(VocabularyFile, RefusesOtherKindsOfTokenizer) {
    VocabularyKeys keys = smallVocabulary();
    keys.model = "llama";
    expectRefused(keys, ErrorKind::Unsupported, "tokenizer.ggml.model is \"llama\"");
    keys = smallVocabulary();
    keys.pre = "tekken";
    expectRefused(keys, ErrorKind::Unsupported, "tokenizer.ggml.pre is \"tekken\"");
}

TEST(VocabularyFile, RefusesWhatContradictsItself) {
    VocabularyKeys keys = smallVocabulary();
    keys.types.pop_back();
    expectRefused(keys, ErrorKind::BadFile, "tokenizer.ggml.token_type");
    keys = smallVocabulary();
    keys.tokens[270] = keys.tokens[65];
    expectRefused(keys, ErrorKind::BadFile, "65 and 270");
    keys = smallVocabulary();
    keys.tokens[0x41] = "no longer the byte";
    expectRefused(keys, ErrorKind::BadFile, "byte 0x41");
    keys = smallVocabulary();
    keys.types[0x41] = 3;
    expectRefused(keys, ErrorKind::BadFile, "byte 0x41");
    keys = smallVocabulary();
    keys.endOfSequence = static_cast<std::uint32_t>(keys.tokens.size());
    expectRefused(keys, ErrorKind::BadFile, "tokenizer.ggml.eos_token_id");
    keys = smallVocabulary();
    keys.endOfTurn = static_cast<std::uint32_t>(keys.tokens.size());
    expectRefused(keys, ErrorKind::BadFile, "tokenizer.ggml.eot_token_id");
}

TEST(VocabularyFile, LeavesOutMergesThatGiveNoToken) {
    VocabularyKeys keys = smallVocabulary();
    keys.merges.insert(keys.merges.begin(), {"t h", "nospace", "", "h e l", " h", "h "});
    const Tokenizer tokenizer = test::tokenizerOf(keys).value();
    EXPECT_EQ(tokenizer.encode("the", SpecialTokens::AsText).value(),
              (std::vector<TokenId>{keys.id("t"), keys.id("he")}));
}

TEST(VocabularyFile, TextOutsideTheByteAlphabetStandsForItself) {
    VocabularyKeys keys = smallVocabulary();
    keys.tokens.emplace_back("an odd token");
    keys.types.push_back(1);
    const Tokenizer tokenizer = test::tokenizerOf(keys).value();
    EXPECT_EQ(tokenizer.bytes(keys.id("an odd token")), "an odd token");
}

} // namespace
} // namespace plm
