// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/writer.h"
#include "model/hyper_parameters.h"
#include "model/model_data.h"
#include "synthesize/random_blocks.h"
#include "synthesize/tensor_plan.h"
#include "synthesize/vocabulary_keys.h"

#include <plm/output_file.h>
#include <plm/synthesize.h>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace plm {

using namespace synthesis;

namespace {

constexpr std::size_t kPieceBytes = 1 << 20;

/// Writes tensors in pieces of whole rows.
class TensorWriter {
public:
    TensorWriter(gguf::Writer& writer, Random& random) : m_writer(writer), m_random(random) {}

    Status write(const TensorPlan& tensor) {
        return tensor.dimensions.size() == 1 ? writeVector(tensor) : writeMatrix(tensor);
    }

private:
    Status writeVector(const TensorPlan& tensor);
    Status writeMatrix(const TensorPlan& tensor);
    void fillRow(const TensorPlan& tensor, std::uint64_t index, std::span<std::byte> row);
    const RandomBlocks& blocks(const quant::Format& format) {
        return m_blocks.try_emplace(format.type, format).first->second;
    }

    gguf::Writer& m_writer;
    Random& m_random;
    std::map<quant::Type, RandomBlocks> m_blocks;
};

Status TensorWriter::writeVector(const TensorPlan& tensor) {
    std::vector<float> values(tensor.dimensions[0]);
    for (float& value : values) {
        value = tensor.magnitude * (1 + 0.1F * m_random.symmetric());
        if (tensor.hasSigns && m_random.symmetric() < 0)
            value = -value;
    }
    return m_writer.append(std::as_bytes(std::span(values)));
}

Status TensorWriter::writeMatrix(const TensorPlan& tensor) {
    const std::size_t rowBytes = tensor.format->bytesFor(tensor.dimensions[0]);
    const std::uint64_t rows = tensor.dimensions[1];
    std::vector<std::byte> piece(std::clamp<std::uint64_t>(kPieceBytes / rowBytes, 1, rows) * rowBytes);
    for (std::uint64_t row = 0; row < rows;) {
        std::size_t filled = 0;
        for (; filled < piece.size() && row < rows; filled += rowBytes)
            fillRow(tensor, row++, std::span(piece).subspan(filled, rowBytes));
        if (const auto done = m_writer.append(std::span(piece).first(filled)); !done)
            return done;
    }
    return {};
}

void TensorWriter::fillRow(const TensorPlan& tensor, std::uint64_t index, std::span<std::byte> row) {
    const RandomBlocks& numbers = blocks(*tensor.format);
    if (index < static_cast<std::uint64_t>(tensor.zeroRows))
        return numbers.fillConstant(row, 0);
    const std::size_t constantBytes =
        tensor.format->bytesFor(static_cast<std::size_t>(tensor.constantColumns));
    if (constantBytes > 0)
        numbers.fillConstant(row.first(constantBytes),
                             tensor.constants[tensor.constants.size() > 1 ? index : 0]);
    numbers.fill(row.subspan(constantBytes), tensor.magnitude, m_random);
}

void addDescription(const SynthesisOptions& options, const quant::FileType& type, gguf::Contents& contents) {
    contents.add("general.architecture", "plm");
    contents.add("general.name", "Synthetic PLM");
    contents.add("general.description", "Random weights, to measure devices with; what it writes is noise.");
    contents.add(kSyntheticKey, true);
    contents.add("general.file_type", type.number);
    contents.add("general.quantization_version", std::uint32_t{2});
    addHyperParameters(options.shape, contents);
}

/// The type of the file, where there can be one of these options.
Result<const quant::FileType*> typeOf(const SynthesisOptions& options) {
    const quant::FileType* type = quant::findFileType(options.type);
    if (type == nullptr)
        return fail(ErrorKind::BadArgument, fmt::format("type {}: it must be one of {}.", options.type,
                                                        fmt::join(synthesisTypes(), ", ")));
    return checkShape(options, *type).map([type] { return type; });
}

Status addVocabulary(const SynthesisOptions& options, gguf::Contents& contents) {
    if (!options.vocabulary.empty())
        return addVocabularyOf(options.vocabulary, options.shape.vocabulary, contents);
    addByteVocabulary(options.shape.vocabulary, contents);
    return {};
}

Status write(const std::filesystem::path& path, const gguf::Contents& contents,
             std::span<const TensorPlan> tensors, Random& random, const LoadProgress& progress,
             std::stop_token stop) {
    auto writer = gguf::Writer::create(path, contents, progress, std::move(stop));
    if (!writer)
        return tl::unexpected(writer.error());
    TensorWriter numbers(*writer, random);
    for (const TensorPlan& tensor : tensors)
        if (const auto done = numbers.write(tensor); !done)
            return done;
    return writer->finish();
}

} // namespace

HyperParameters plm18B() {
    HyperParameters shape;
    shape.layers = 32;
    shape.embedding = 2048;
    shape.feedForward = 8192;
    shape.heads = 16;
    shape.latentRank = 512;
    shape.noPositionWidth = 128;
    shape.rotaryWidth = 64;
    shape.valueWidth = 128;
    shape.vocabulary = 151936;
    shape.contextLength = 4096;
    shape.rotaryBase = 100000;
    shape.normEpsilon = 1e-6F;
    return shape;
}

std::vector<std::string_view> synthesisTypes() {
    std::vector<std::string_view> names;
    for (const quant::FileType& type : quant::fileTypes())
        names.push_back(type.name);
    return names;
}

Result<std::uint64_t> synthesisBytes(const SynthesisOptions& options) {
    const auto type = typeOf(options);
    if (!type)
        return tl::unexpected(type.error());
    Random random(options.seed);
    std::uint64_t bytes = 0;
    for (const TensorPlan& tensor : planTensors(options, **type, random)) {
        const std::uint64_t rows = tensor.dimensions.size() > 1 ? tensor.dimensions[1] : 1;
        bytes += rows * tensor.format->bytesFor(tensor.dimensions[0]);
    }
    return bytes;
}

Status synthesize(const std::filesystem::path& path, const SynthesisOptions& options,
                  const LoadProgress& progress, std::stop_token stop) {
    if (auto fit = checkOutput(path, OutputKind::Gguf, {options.vocabulary}); !fit)
        return fit;
    const auto type = typeOf(options);
    if (!type)
        return tl::unexpected(type.error());
    gguf::Contents contents;
    addDescription(options, **type, contents);
    if (const auto vocabulary = addVocabulary(options, contents); !vocabulary)
        return vocabulary;
    Random random(options.seed);
    const std::vector<TensorPlan> tensors = planTensors(options, **type, random);
    for (const TensorPlan& tensor : tensors)
        contents.addTensor(tensor.name, *tensor.format, tensor.dimensions);
    return write(path, contents, tensors, random, progress, std::move(stop));
}

} // namespace plm
