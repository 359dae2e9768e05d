// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "synthesize/tensor_plan.h"

#include "model/tensor_table.h"
#include "synthesize/magnitudes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace plm::synthesis {

namespace {

// What a PLM file may hold at most (model/hyper_parameters.cpp, text/vocabulary.cpp).
constexpr int kLargestSize = 1 << 24;
constexpr int kMostLayers = 1024;
constexpr int kLargestVocabulary = 4'194'304;
constexpr int kLeastVocabulary = 261; // the bytes, a pair of them and three special tokens
constexpr int kLeastEmbedding = 64;

struct Range {
    std::string_view name;
    int value;
    int least;
    int most;
};

template <class Value>
tl::unexpected<Error> refuse(std::string_view name, Value value, std::string_view reason) {
    return fail(ErrorKind::BadArgument, fmt::format("{} {}: {}", name, value, reason));
}

Status checkRanges(const HyperParameters& s) {
    const Range ranges[] = {
        {"layers", s.layers, 1, kMostLayers},
        {"embedding", s.embedding, kLeastEmbedding, kLargestSize},
        {"feed-forward", s.feedForward, 1, kLargestSize},
        {"heads", s.heads, 1, kLargestSize},
        {"latent-rank", s.latentRank, 1, kLargestSize},
        {"no-position", s.noPositionWidth, 1, kLargestSize},
        {"rotary", s.rotaryWidth, 2, kLargestSize},
        {"value", s.valueWidth, 1, kLargestSize},
        {"vocabulary", s.vocabulary, kLeastVocabulary, kLargestVocabulary},
        {"context", s.contextLength, 1, kLargestSize},
    };
    for (const Range& range : ranges)
        if (range.value < range.least || range.value > range.most)
            return refuse(range.name, range.value,
                          fmt::format("it must be from {} to {}.", range.least, range.most));
    return {};
}

Status checkHeads(const HyperParameters& s) {
    if (s.rotaryWidth % 2 != 0)
        return refuse("rotary", s.rotaryWidth, "it must be even, because pairs of values are turned.");
    const std::int64_t width = s.noPositionWidth + std::max(s.rotaryWidth, s.valueWidth);
    if (width * s.heads > kLargestSize)
        return refuse("heads", s.heads,
                      fmt::format("so many of {} values each are more than {}.", width, kLargestSize));
    return {};
}

/// The format of a matrix: the one that was asked for by name, or the type's.
const quant::Format& formatOf(const SynthesisOptions& options, const quant::FileType& type,
                              const TensorSpec& spec) {
    const auto asked = options.formats.find(spec.name);
    if (asked != options.formats.end())
        if (const quant::Format* format = quant::find(asked->second))
            return *format;
    const quant::MatrixPlace place{*spec.part, spec.layer, options.shape.layers, spec.shape.back()};
    return quant::formatFor(type, place, quant::Mix::Published);
}

Status checkFormats(const SynthesisOptions& options) {
    if (options.formats.empty())
        return {};
    for (const TensorSpec& spec : tensorsOf(options.shape, true)) {
        const auto asked = options.formats.find(spec.name);
        if (!spec.part || asked == options.formats.end())
            continue;
        const quant::Format* format = quant::find(asked->second);
        if (format == nullptr)
            return refuse("format", asked->second, "there is no such block format.");
        if (spec.shape.back() % format->blockValues != 0)
            return refuse("format", asked->second,
                          fmt::format("the rows of {} are no whole blocks of it.", spec.name));
    }
    return {};
}

} // namespace

Status checkShape(const SynthesisOptions& options, const quant::FileType& type) {
    if (const auto ranges = checkRanges(options.shape); !ranges)
        return ranges;
    if (const auto heads = checkHeads(options.shape); !heads)
        return heads;
    constexpr double kLeastSparsity = 0.01;
    constexpr double kMostSparsity = 0.999;
    if (!(options.sparsity >= kLeastSparsity && options.sparsity <= kMostSparsity))
        return refuse("sparsity", options.sparsity,
                      fmt::format("it must be from {} to {}.", kLeastSparsity, kMostSparsity));
    if (const auto formats = checkFormats(options); !formats)
        return formats;
    const int constant = constantColumns(options, type);
    if (options.shape.embedding < 2 * constant)
        return refuse("embedding", options.shape.embedding,
                      fmt::format("with the type {} it must be {} or more.", type.name, 2 * constant));
    return {};
}

namespace {

using quant::Part;

class Planner {
public:
    Planner(const SynthesisOptions& options, const quant::FileType& type, Random& random)
        : m_options(options),
          m_shape(options.shape),
          m_type(type),
          m_constantColumns(constantColumns(options, type)),
          m_magnitudes(m_shape, m_constantColumns, options.sparsity),
          m_thresholds(thresholds(m_shape.feedForward, options.sparsity)),
          m_random(random) {}

    std::vector<TensorPlan> plan() {
        std::vector<TensorPlan> tensors;
        for (const TensorSpec& spec : tensorsOf(m_shape, true))
            tensors.push_back(spec.part ? matrix(spec, *spec.part) : vector(spec));
        return tensors;
    }

private:
    [[nodiscard]] TensorPlan vector(const TensorSpec& spec) const;
    TensorPlan matrix(const TensorSpec& spec, Part part);
    [[nodiscard]] double magnitude(const TensorSpec& spec, Part part) const;
    void setConstants(TensorPlan& tensor, const TensorSpec& spec, Part part);

    const SynthesisOptions& m_options;
    const HyperParameters& m_shape;
    const quant::FileType& m_type;
    int m_constantColumns;
    Magnitudes m_magnitudes;
    std::vector<float> m_thresholds; ///< of a layer's neurons
    Random& m_random;
};

TensorPlan Planner::vector(const TensorSpec& spec) const {
    const bool isLast = spec.name == nameOf(kOutputNorm);
    TensorPlan tensor{spec.name, &quant::format(quant::Type::F32), spec.dimensions(),
                      static_cast<float>(isLast ? m_magnitudes.outputNorm() : Magnitudes::kNorm)};
    // With signs, or each token would predict itself: what a layer adds is small beside the embedding.
    tensor.hasSigns = isLast;
    return tensor;
}

TensorPlan Planner::matrix(const TensorSpec& spec, Part part) {
    TensorPlan tensor{spec.name, &formatOf(m_options, m_type, spec), spec.dimensions(),
                      static_cast<float>(magnitude(spec, part))};
    setConstants(tensor, spec, part);
    return tensor;
}

double Planner::magnitude(const TensorSpec& spec, Part part) const {
    switch (part) {
    case Part::Output:
    case Part::Embedding:
        return Magnitudes::kEmbedding;
    case Part::Query:
        return m_magnitudes.query();
    case Part::Latent:
        return m_magnitudes.latent();
    case Part::KeyValue:
        return m_magnitudes.keyValue();
    case Part::AttentionOutput:
        return m_magnitudes.attentionOutput();
    case Part::Up:
        return m_magnitudes.up(spec.layer);
    case Part::Down:
        return m_magnitudes.down();
    }
    return 0;
}

/// The constant columns of the residual stream: who writes them, who leaves them alone, who reads them.
void Planner::setConstants(TensorPlan& tensor, const TensorSpec& spec, Part part) {
    switch (part) {
    case Part::Output:
    case Part::Embedding:
        tensor.constantColumns = m_constantColumns;
        tensor.constants = {static_cast<float>(m_magnitudes.constant())};
        return;
    case Part::AttentionOutput:
    case Part::Down:
        tensor.zeroRows = m_constantColumns;
        return;
    case Part::Up:
        tensor.constantColumns = m_constantColumns;
        m_random.shuffle(m_thresholds);
        for (const float threshold : m_thresholds)
            tensor.constants.push_back(static_cast<float>(m_magnitudes.upConstant(spec.layer, threshold)));
        return;
    case Part::Query:
    case Part::Latent:
    case Part::KeyValue:
        return;
    }
}

} // namespace

std::vector<TensorPlan> planTensors(const SynthesisOptions& options, const quant::FileType& type,
                                    Random& random) {
    return Planner(options, type, random).plan();
}

int constantColumns(const SynthesisOptions& options, const quant::FileType& type) {
    constexpr std::size_t kLeast = 32; // so that rounding activations in blocks of 32 keeps the constant
    std::size_t columns = kLeast;
    for (const TensorSpec& spec : tensorsOf(options.shape, true))
        if (spec.part == Part::Output || spec.part == Part::Up)
            columns = std::max(columns, formatOf(options, type, spec).blockValues);
    return static_cast<int>(columns);
}

} // namespace plm::synthesis
