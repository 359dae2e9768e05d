// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hyper_parameters.h"
#include "model/model_data.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <map>
#include <utility>

namespace plm {

namespace {

/// The format that most of the weights' bytes are in.
std::string mainType(const gguf::File& file) {
    std::map<std::string_view, std::uint64_t> bytes;
    for (const gguf::Tensor& tensor : file.tensors())
        bytes[tensor.format->name] += tensor.bytes;
    std::pair<std::string_view, std::uint64_t> most;
    for (const auto& entry : bytes)
        if (entry.second > most.second)
            most = entry;
    return std::string(most.first);
}

std::uint64_t countParameters(const gguf::File& file) {
    std::uint64_t count = 0;
    for (const gguf::Tensor& tensor : file.tensors())
        count += tensor.bytes / tensor.format->blockBytes * tensor.format->blockValues;
    return count;
}

ModelInfo describe(const gguf::File& file, const std::filesystem::path& path, const HyperParameters& hyper) {
    ModelInfo info;
    info.path = path;
    const auto name = file.string("general.name");
    info.name = name && !name->empty() ? shownText(*name) : displayName(path.stem());
    info.type = mainType(file);
    info.fileBytes = file.bytes().size();
    info.parameters = countParameters(file);
    info.synthetic = file.boolean(kSyntheticKey).value_or(false);
    info.hyper = hyper;
    return info;
}

Result<Tokenizer> readTokenizer(const gguf::File& file, const HyperParameters& hyper) {
    auto tokenizer = Tokenizer::fromFile(file);
    if (tokenizer && tokenizer->size() != hyper.vocabulary)
        return fail(
            ErrorKind::BadFile,
            fmt::format(
                "{}: key 'tokenizer.ggml.tokens' has {} tokens but tensor 'token_embd.weight' has {} rows.",
                file.name(), tokenizer->size(), hyper.vocabulary));
    return tokenizer;
}

Result<ChatTemplate> readTemplate(const gguf::File& file, const Tokenizer& tokenizer) {
    constexpr std::string_view kKey = "tokenizer.chat_template";
    std::string_view source;
    if (file.find(kKey) != nullptr) {
        const auto given = file.string(kKey);
        if (!given)
            return tl::unexpected(given.error());
        source = *given;
    }
    auto chatTemplate = ChatTemplate::create(tokenizer, source);
    if (!chatTemplate)
        return fail(chatTemplate.error().kind,
                    fmt::format("{}: {}", file.name(), chatTemplate.error().message));
    return chatTemplate;
}

/// What is read of a file, which it views.
struct Contents {
    ModelInfo info;
    Tokenizer tokenizer;
    ChatTemplate chatTemplate;
    Weights weights;
};

Result<Contents> readContents(const gguf::File& file, const std::filesystem::path& path) {
    auto hyper = readHyperParameters(file);
    if (!hyper)
        return tl::unexpected(hyper.error());
    auto weights = readWeights(file, *hyper);
    if (!weights)
        return tl::unexpected(weights.error());
    auto tokenizer = readTokenizer(file, *hyper);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    auto chatTemplate = readTemplate(file, *tokenizer);
    if (!chatTemplate)
        return tl::unexpected(chatTemplate.error());
    ModelInfo info = describe(file, path, *hyper);
    info.notice = chatTemplate->notice();
    return Contents{std::move(info), std::move(*tokenizer), std::move(*chatTemplate), std::move(*weights)};
}

} // namespace

Model::Model(std::unique_ptr<const ModelData> data) : m_data(std::move(data)) {}
Model::~Model() = default;

Result<std::shared_ptr<const Model>> Model::open(const std::filesystem::path& path) {
    auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    auto contents = file->ifIntact(readContents(*file, path));
    if (!contents)
        return tl::unexpected(contents.error());
    auto data = std::make_unique<const ModelData>(
        ModelData{std::move(*file), std::move(contents->info), std::move(contents->tokenizer),
                  std::move(contents->chatTemplate), std::move(contents->weights)});
    return std::shared_ptr<const Model>(new Model(std::move(data)));
}

const ModelInfo& Model::info() const {
    return m_data->info;
}

const Tokenizer& Model::tokenizer() const {
    return m_data->tokenizer;
}

const ChatTemplate& Model::chatTemplate() const {
    return m_data->chatTemplate;
}

} // namespace plm
