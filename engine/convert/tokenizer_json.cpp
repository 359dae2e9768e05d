// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tokenizer_json.h"

#include "json/object_reader.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

namespace plm::conversion {

using json::describe;
using json::isWhole;
using json::Json;
using json::ObjectReader;
using json::parseJson;

namespace {

// tokenizer.json says how text becomes tokens. The engine knows Qwen2's way; these refuse what asks for
// another, which would give wrong tokens without a word.

/// How Qwen2 cuts text into words, as text/pretokenizer.h does.
constexpr const char* kQwen2Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

bool holds(const Json& object, const char* pointer, const Json& expected) {
    const Json::json_pointer place(pointer);
    return object.contains(place) && object.at(place) == expected;
}

/// Words by the pattern, each kept apart; then bytes as letters of the alphabet, and nothing more.
bool isQwen2(const Json& preTokenizer) {
    static const std::pair<const char*, Json> kParts[] = {
        {"/type", "Sequence"},
        {"/pretokenizers/0/type", "Split"},
        {"/pretokenizers/0/pattern/Regex", kQwen2Pattern},
        {"/pretokenizers/0/behavior", "Isolated"},
        {"/pretokenizers/0/invert", false},
        {"/pretokenizers/1/type", "ByteLevel"},
        {"/pretokenizers/1/add_prefix_space", false},
        {"/pretokenizers/1/use_regex", false},
    };
    for (const auto& [pointer, expected] : kParts)
        if (!holds(preTokenizer, pointer, expected))
            return false;
    return preTokenizer.at("pretokenizers").is_array() && preTokenizer.at("pretokenizers").size() == 2;
}

/// `root` is the whole file: looks at `normalizer` (NFC, or none) and `pre_tokenizer`.
void checkTextRules(ObjectReader& root) {
    const Json* normalizer = root.find("normalizer");
    if (normalizer != nullptr && !holds(*normalizer, "/type", "NFC"))
        root.refuse("normalizer", "asks for something else than \"NFC\", which is not supported",
                    ErrorKind::Unsupported);
    const Json* preTokenizer = root.require("pre_tokenizer");
    if (preTokenizer != nullptr && !isQwen2(*preTokenizer))
        root.refuse("pre_tokenizer", "cuts text in another way than Qwen2's, which is not supported",
                    ErrorKind::Unsupported);
}

/// `model` is its object of that name: it must be a BPE without options that change its tokens.
void checkModelRules(ObjectReader& model) {
    static const std::pair<const char*, Json> kOnly[] = {{"type", "BPE"},
                                                         {"byte_fallback", false},
                                                         {"ignore_merges", false},
                                                         {"continuing_subword_prefix", ""},
                                                         {"end_of_word_suffix", ""}};
    model.require("type");
    for (const auto& [key, only] : kOnly)
        if (const Json* value = model.find(key); value != nullptr && *value != only)
            model.refuse(key, fmt::format("is {}; only {} is supported", describe(*value), describe(only)),
                         ErrorKind::Unsupported);
}

/// Puts tokens into the places of their ids.
class TokenPlaces {
public:
    TokenPlaces(std::string_view file, int size) : m_isTaken(static_cast<std::size_t>(size)) {
        m_vocabulary.file = file;
        m_vocabulary.spellings.resize(m_isTaken.size());
        m_vocabulary.types.resize(m_isTaken.size(), TokenType::Unused);
    }

    Status put(const std::string& spelling, const Json& id, TokenType type) {
        const std::size_t size = m_isTaken.size();
        if (!isWhole(id, 0, size - 1))
            return bad(fmt::format("The token {} has the id {}; it must be a whole number below {}, the "
                                   "\"vocab_size\" of config.json",
                                   inQuotes(spelling), describe(id), size));
        const auto at = id.get<std::size_t>();
        std::string& place = m_vocabulary.spellings[at];
        if (m_isTaken[at] && place != spelling)
            return bad(fmt::format("The tokens {} and {} both have the id {}", inQuotes(place),
                                   inQuotes(spelling), at));
        place = spelling;
        m_isTaken[at] = true;
        m_vocabulary.types[at] = type;
        return {};
    }

    /// The vocabulary, without merges. What has no token gets one that is not in use.
    BpeVocabulary take() {
        for (std::size_t id = 0; id < m_isTaken.size(); ++id)
            if (!m_isTaken[id])
                m_vocabulary.spellings[id] = fmt::format("[PAD{}]", id);
        return std::move(m_vocabulary);
    }

private:
    [[nodiscard]] tl::unexpected<Error> bad(std::string_view what) const {
        return fail(ErrorKind::BadFile, fmt::format("{}: {}.", m_vocabulary.file, what));
    }

    BpeVocabulary m_vocabulary;
    std::vector<bool> m_isTaken;
};

void readTexts(ObjectReader& model, const Json& vocabulary, TokenPlaces& places) {
    for (const auto& [spelling, id] : vocabulary.items()) {
        if (!model.status())
            return;
        model.keep(places.put(spelling, id, TokenType::Normal));
    }
}

/// Reads the tokens that are taken whole out of a text. They may be in the vocabulary too, with the same id.
class AddedTokenReader {
public:
    AddedTokenReader(const Json& vocabulary, TokenPlaces& places)
        : m_vocabulary(vocabulary),
          m_places(places) {}

    Status read(ObjectReader token) {
        const Json* id = token.require("id");
        token.require("content");
        const std::string spelling = token.text("content").value_or("");
        const bool isSpecial = token.boolean("special").value_or(false);
        if (!token.status())
            return token.status();
        const Json* other = idOf(spelling);
        if (other != nullptr && *other != *id)
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: The token {} has the ids {} and {}.", token.file(),
                                    inQuotes(spelling), describe(*other), describe(*id)));
        m_ids.emplace(spelling, id);
        return m_places.put(spelling, *id, isSpecial ? TokenType::Control : TokenType::UserDefined);
    }

private:
    /// The id that `spelling` has already, or null.
    [[nodiscard]] const Json* idOf(const std::string& spelling) const {
        if (const auto added = m_ids.find(spelling); added != m_ids.end())
            return added->second;
        const auto text = m_vocabulary.find(spelling);
        return text == m_vocabulary.end() ? nullptr : &*text;
    }

    const Json& m_vocabulary;
    TokenPlaces& m_places;
    std::map<std::string, const Json*> m_ids;
};

void readAdded(ObjectReader& root, const Json& vocabulary, TokenPlaces& places) {
    constexpr std::string_view kKey = "added_tokens";
    if (root.find(kKey) == nullptr)
        return;
    const Json* tokens = root.array(kKey);
    AddedTokenReader reader(vocabulary, places);
    for (std::size_t i = 0; root.status() && i < tokens->size(); ++i)
        root.keep(reader.read(ObjectReader((*tokens)[i], root.file(), fmt::format("{}[{}]", kKey, i))));
}

using Parts = std::pair<std::string, std::string>;

/// The two tokens of a merge, which is "left right" or ["left", "right"]; no spelling has a space.
std::optional<Parts> partsOf(const Json& merge) {
    Parts parts;
    if (merge.is_string()) {
        const auto& text = merge.get_ref<const std::string&>();
        const std::size_t space = text.find(' ');
        if (space == std::string::npos)
            return std::nullopt;
        parts = {text.substr(0, space), text.substr(space + 1)};
    } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
        parts = {merge[0].get<std::string>(), merge[1].get<std::string>()};
    }
    const auto isSpelling = [](const std::string& part) {
        return !part.empty() && part.find(' ') == std::string::npos;
    };
    return isSpelling(parts.first) && isSpelling(parts.second) ? std::optional(parts) : std::nullopt;
}

/// Reads the merges, whose parts and results are tokens of the vocabulary.
std::vector<std::string> readMerges(ObjectReader& model, const Json& merges, const Json& vocabulary) {
    std::vector<std::string> read;
    for (std::size_t i = 0; model.status() && i < merges.size(); ++i) {
        const std::string key = fmt::format("merges[{}]", i);
        const auto parts = partsOf(merges[i]);
        if (!parts) {
            model.refuseValue(key, merges[i], "two tokens, as \"left right\" or as an array");
            break;
        }
        for (const std::string& token : {parts->first, parts->second, parts->first + parts->second})
            if (!vocabulary.contains(token))
                model.refuse(key,
                             fmt::format("needs the token {}, which \"model.vocab\" lacks", inQuotes(token)));
        read.push_back(parts->first + " " + parts->second);
    }
    return read;
}

} // namespace

Result<BpeVocabulary> parseTokenizer(std::string_view json, int size, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader root(*tree, file);
    checkTextRules(root);
    const Json* modelObject = root.object("model");
    if (!root.status())
        return tl::unexpected(root.status().error());
    ObjectReader model(*modelObject, file, "model");
    checkModelRules(model);
    const Json* vocabulary = model.object("vocab");
    const Json* merges = model.array("merges");
    if (!model.status())
        return tl::unexpected(model.status().error());
    TokenPlaces places(file, size);
    readTexts(model, *vocabulary, places);
    root.keep(model.status());
    readAdded(root, *vocabulary, places);
    BpeVocabulary read = places.take();
    read.merges = readMerges(model, *merges, *vocabulary);
    root.keep(model.status());
    if (!root.status())
        return tl::unexpected(root.status().error());
    return read;
}

} // namespace plm::conversion
