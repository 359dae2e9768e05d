// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_folder.h"

#include "convert/vocabulary_keys.h"
#include "files/input_file.h"
#include "json/json.h"
#include "text/utf8.h"

#include <plm/shown_text.h>

#include <fmt/format.h>

namespace plm::conversion {

using json::kLargestJson;

namespace {

constexpr const char* kConfig = "config.json";
constexpr const char* kTokenizer = "tokenizer.json";
constexpr const char* kTokenizerConfig = "tokenizer_config.json";
constexpr const char* kGenerationConfig = "generation_config.json";
constexpr const char* kChatTemplate = "chat_template.jinja";

/// What `parse` makes of a file's text and its name.
template <class Parse>
auto readJson(const std::filesystem::path& path, const Parse& parse)
    -> decltype(parse(std::string_view(), std::string_view())) {
    const auto text = files::readText(path, kLargestJson);
    if (!text)
        return tl::unexpected(text.error());
    return parse(*text, displayName(path));
}

/// The same for a file that may be missing, which says nothing then.
template <class Parse>
auto readJsonIfThere(const std::filesystem::path& path, const Parse& parse)
    -> decltype(parse(std::string_view(), std::string_view())) {
    auto read = readJson(path, parse);
    if (!read && read.error().kind == ErrorKind::NotFound)
        return parse("{}", displayName(path));
    return read;
}

/// Newer folders have the template in a file of its own, which goes before that of tokenizer_config.json.
Result<std::string> readChatTemplate(const std::filesystem::path& folder, const TokenizerConfig& tokenizer) {
    const auto text = files::readText(folder / kChatTemplate, kLargestJson);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return tokenizer.chatTemplate;
    if (text && text::findBroken(*text) != std::string::npos)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: It is not UTF-8.", displayName(folder / kChatTemplate)));
    return text;
}

Status readTensors(const std::filesystem::path& folder, ModelFolder& read) {
    auto config = readJson(folder / kConfig, parseConfig);
    if (!config)
        return tl::unexpected(config.error());
    read.config = std::move(*config);
    auto weights = WeightFiles::open(folder);
    if (!weights)
        return tl::unexpected(weights.error());
    read.weights = std::move(*weights);
    auto tensors = planTensors(tensorsOf(read.config.hyper, read.config.isTied), read.weights, folder);
    if (!tensors)
        return tl::unexpected(tensors.error());
    read.tensors = std::move(*tensors);
    return {};
}

Status readSpecialIds(const std::filesystem::path& folder, const TokenizerConfig& tokenizer,
                      ModelFolder& read) {
    const auto generation = readJsonIfThere(folder / kGenerationConfig, parseGenerationConfig);
    if (!generation)
        return tl::unexpected(generation.error());
    const auto ids = chooseSpecialIds(read.vocabulary, tokenizer, *generation, read.config.ids);
    if (!ids)
        return tl::unexpected(ids.error());
    read.ids = *ids;
    return checkVocabulary(read.vocabulary, read.ids);
}

/// The vocabulary's size is believed only now that the embedding has as many rows.
Status readVocabulary(const std::filesystem::path& folder, ModelFolder& read) {
    auto vocabulary = readJson(folder / kTokenizer, [&](std::string_view text, std::string_view file) {
        return parseTokenizer(text, read.config.hyper.vocabulary, file);
    });
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    read.vocabulary = std::move(*vocabulary);
    const auto tokenizer = readJsonIfThere(folder / kTokenizerConfig, parseTokenizerConfig);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    auto chatTemplate = readChatTemplate(folder, *tokenizer);
    if (!chatTemplate)
        return tl::unexpected(chatTemplate.error());
    read.chatTemplate = std::move(*chatTemplate);
    return readSpecialIds(folder, *tokenizer, read);
}

/// The last part of the path, whatever way leads there.
std::string nameOf(const std::filesystem::path& folder) {
    std::error_code unknown;
    const std::filesystem::path real = std::filesystem::canonical(folder, unknown);
    return displayName(unknown ? folder.filename() : real.filename());
}

} // namespace

Result<ModelFolder> ModelFolder::open(const std::filesystem::path& folder) {
    std::error_code unknown;
    if (!std::filesystem::is_directory(folder, unknown))
        return fail(ErrorKind::NotFound, fmt::format("{} is not a folder.", displayName(folder)));
    ModelFolder read;
    read.name = nameOf(folder);
    if (const Status tensors = readTensors(folder, read); !tensors)
        return tl::unexpected(tensors.error());
    if (const Status vocabulary = readVocabulary(folder, read); !vocabulary)
        return tl::unexpected(vocabulary.error());
    return read;
}

std::vector<std::filesystem::path> readFilesOf(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const char* name : {kConfig, kTokenizer, kTokenizerConfig, kGenerationConfig, kChatTemplate,
                             "model.safetensors.index.json"})
        files.push_back(folder / name);
    std::error_code unknown;
    for (std::filesystem::directory_iterator at(folder, unknown), end; !unknown && at != end;
         at.increment(unknown))
        if (at->path().extension() == ".safetensors")
            files.push_back(at->path());
    return files;
}

} // namespace plm::conversion
