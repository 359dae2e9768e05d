// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/probe_model.h"

#include <plm/machine.h>
#include <plm/model_outline.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace plm {

namespace {

struct LayerTensor {
    int layer;
    std::string_view rest; ///< of the name, with its point: ".ffn_up.weight"
};

/// What "blk.3.ffn_up.weight" names; nothing of a tensor of no layer.
std::optional<LayerTensor> layerTensor(std::string_view name) {
    constexpr std::string_view kPrefix = "blk.";
    if (!name.starts_with(kPrefix))
        return std::nullopt;
    const char* const end = name.data() + name.size();
    LayerTensor tensor{};
    const auto [rest, error] = std::from_chars(name.data() + kPrefix.size(), end, tensor.layer);
    if (error != std::errc())
        return std::nullopt;
    tensor.rest = {rest, static_cast<std::size_t>(end - rest)};
    return tensor;
}

std::vector<std::uint64_t> layerBytes(const ModelFile& file, int layers) {
    std::vector<std::uint64_t> bytes(static_cast<std::size_t>(layers));
    for (const TensorEntry& entry : file.tensors)
        if (const auto tensor = layerTensor(entry.name);
            tensor && tensor->layer >= 0 && tensor->layer < layers)
            bytes[static_cast<std::size_t>(tensor->layer)] += entry.bytes;
    return bytes;
}

/// Two, or as many more as it takes to be four times the cache, or all.
int probeLayers(const std::vector<std::uint64_t>& bytes, std::uint64_t cacheBytes) {
    const auto layers = static_cast<int>(bytes.size());
    const std::uint64_t all = std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0});
    int count = std::min(2, layers);
    while (count < layers && all / bytes.size() * static_cast<std::uint64_t>(count) < 4 * cacheBytes)
        count = std::min(2 * count, layers);
    return count;
}

/// The type whose format the tensor has, so that what is not named has it too.
std::string typeOf(std::string_view format) {
    for (const std::string_view type : synthesisTypes())
        if (type == format)
            return std::string(type);
    return "Q4_K_M"; // of which no matrix remains that is not named
}

std::uint64_t largestCache() {
    std::uint64_t largest = 0;
    for (const ProcessorCache& cache : describeMachine().caches)
        largest = std::max(largest, cache.bytes);
    return largest;
}

/// What the file takes, about: the tensors that it is like.
std::uint64_t bytesOf(const ModelFile& file, const HyperParameters& model, const SynthesisOptions& options) {
    const auto bytes = layerBytes(file, model.layers);
    const std::uint64_t inLayers = std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0});
    const std::uint64_t elsewhere = file.bytes - std::min(file.bytes, inLayers);
    return elsewhere + inLayers / static_cast<std::uint64_t>(model.layers) *
                           static_cast<std::uint64_t>(options.shape.layers);
}

} // namespace

std::vector<int> typicalLayers(const std::vector<std::uint64_t>& layerBytes, int count) {
    std::vector<int> order(layerBytes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return layerBytes[static_cast<std::size_t>(a)] < layerBytes[static_cast<std::size_t>(b)];
    });
    std::vector<int> typical;
    const auto shares = static_cast<std::size_t>(std::max(count, 0));
    for (std::size_t i = 0; i < shares && !order.empty(); ++i)
        typical.push_back(order[(2 * i + 1) * order.size() / (2 * shares)]);
    return typical;
}

SynthesisOptions probeOptions(const ModelFile& file, const HyperParameters& shape, double activeShare,
                              std::uint64_t cacheBytes) {
    const auto bytes = layerBytes(file, shape.layers);
    const std::vector<int> layers = typicalLayers(bytes, probeLayers(bytes, cacheBytes));
    SynthesisOptions options;
    options.shape = shape;
    options.shape.layers = static_cast<int>(layers.size());
    options.sparsity = 1 - activeShare;
    for (const TensorEntry& entry : file.tensors) {
        if (entry.name == "token_embd.weight") // the head too, of a file that has no other
            options.formats.try_emplace(entry.name, entry.type);
        else if (entry.name == "output.weight")
            options.formats["token_embd.weight"] = entry.type;
        const auto tensor = layerTensor(entry.name);
        for (std::size_t i = 0; tensor && i < layers.size(); ++i)
            if (layers[i] == tensor->layer)
                options.formats[fmt::format("blk.{}{}", i, tensor->rest)] = entry.type;
    }
    options.type = typeOf(options.formats["blk.0.ffn_up.weight"]);
    return options;
}

void ProbeModel::RemoveFolder::operator()(const std::filesystem::path* folder) const {
    std::error_code ignored;
    std::filesystem::remove_all(*folder, ignored);
    delete folder;
}

Result<ProbeModel::Folder> ProbeModel::makeFolder(const std::filesystem::path& parent, std::uint64_t bytes) {
    std::error_code error;
    const std::filesystem::path place = parent.empty() ? std::filesystem::temp_directory_path(error) : parent;
    const auto space = std::filesystem::space(place, error);
    if (error)
        return fail(ErrorKind::Io, fmt::format("{}: {}.", displayName(place), error.message()));
    if (space.available < bytes)
        return fail(ErrorKind::Io, fmt::format("{}: A file to measure with takes {} bytes, and {} are free.",
                                               displayName(place), bytes, space.available));
    std::string pattern = (place / ".peripheral-probe-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        return fail(ErrorKind::Io, fmt::format("{}: {}.", displayName(place), std::strerror(errno)));
    return Folder(new std::filesystem::path(pattern));
}

Result<ProbeModel> ProbeModel::write(const RateProbe& probe, const BenchControl& control) {
    const auto outline = ModelOutline::read(probe.model);
    if (!outline)
        return tl::unexpected(outline.error());
    const auto file = ModelFile::read(probe.model);
    if (!file)
        return tl::unexpected(file.error());
    const SynthesisOptions options = probeOptions(*file, outline->hyper(), probe.activeShare, largestCache());
    auto folder = makeFolder(probe.folder, bytesOf(*file, outline->hyper(), options));
    if (!folder)
        return tl::unexpected(folder.error());
    std::filesystem::path path = **folder / "probe.gguf";
    const auto progress = [&control](double fraction) {
        control.tell({.step = BenchProgress::Step::Synthesising, .fraction = fraction});
    };
    const Status written = synthesize(path, options, progress, control.stop);
    control.tell({BenchProgress::Step::Ended});
    if (!written)
        return fail(written.error().kind,
                    fmt::format("{}: No file to measure with can be made of its shape: {}",
                                displayName(probe.model), written.error().message));
    return ProbeModel(std::move(*folder), std::move(path));
}

Result<std::unique_ptr<Session>> ProbeModel::open(const RateProbe& probe, const BenchControl& control) const {
    const auto model = Model::open(m_path);
    if (!model)
        return tl::unexpected(model.error());
    SessionOptions options = probe.session;
    options.keptWeights = {};
    options.contextLength = probe.depth + std::max(options.pieceTokens, 16);
    options.pastModelContext = true;
    const auto progress = [&control](double fraction) {
        control.tell({.step = BenchProgress::Step::Loading, .fraction = fraction});
    };
    auto session = Session::create(*model, options, progress, control.stop);
    control.tell({BenchProgress::Step::Ended});
    return session;
}

} // namespace plm
