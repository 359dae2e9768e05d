// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "options.h"
#include "output.h"
#include "terminal.h"

#include <plm/benchmark.h>
#include <plm/session.h>
#include <plm/synthesize.h>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <numeric>

namespace peripheral::cli {

namespace {

struct SynthesizeOptions {
    std::filesystem::path out;
    plm::SynthesisOptions synthesis;
};

plm::Status write(const SynthesizeOptions& options, Terminal& log, const std::stop_token& stop) {
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Writing the model: {:.0f} %", 100 * fraction));
    };
    const plm::Status written = plm::synthesize(options.out, options.synthesis, progress, stop);
    log.clearLine();
    return namingOptions(written);
}

/// Share of neurons above zero by layer, over random tokens.
plm::Result<std::vector<float>> measure(const SynthesizeOptions& options, int tokens, Terminal& log,
                                        const std::stop_token& stop) {
    const auto model = plm::Model::open(options.out);
    if (!model)
        return tl::unexpected(model.error());
    const auto session = plm::Session::create(*model, {.contextLength = tokens}, {}, stop);
    if (!session)
        return tl::unexpected(session.error());
    log.showLine("Measuring the sparsity");
    const int vocabulary = (*model)->info().hyper.vocabulary;
    const auto read =
        (*session)->evaluate(plm::randomTokens(tokens, vocabulary, options.synthesis.seed), {}, stop);
    log.clearLine();
    if (!read)
        return tl::unexpected(read.error());
    return (*session)->activeByLayer();
}

void printSparsity(std::span<const float> activeByLayer, double wanted, int tokens) {
    std::vector<std::string> layers;
    for (const float active : activeByLayer)
        layers.push_back(fmt::format("{:.3f}", 1 - active));
    const double active = std::accumulate(activeByLayer.begin(), activeByLayer.end(), 0.0) /
                          static_cast<double>(activeByLayer.size());
    printResult("feed-forward sparsity: {:.3f} over {} random tokens ({:.3f} was asked for)\n", 1 - active,
                tokens, wanted);
    printResult("by layer: {}\n", fmt::join(layers, " "));
}

plm::Status run(const SynthesizeOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    if (const plm::Status written = write(options, log, stop); !written)
        return written;
    if (const plm::Status printed = printWrittenFile(options.out, options.synthesis.type); !printed)
        return printed;
    const int tokens = std::min(64, options.synthesis.shape.contextLength);
    const auto active = measure(options, tokens, log, stop);
    if (!active)
        return tl::unexpected(active.error());
    printSparsity(*active, options.synthesis.sparsity, tokens);
    return {};
}

void addShape(CLI::App& command, plm::HyperParameters& shape) {
    const auto add = [&command](const char* name, int& value, const char* help) {
        command.add_option(name, value, help)
            ->type_name("N")
            ->check(wholeBetween(std::numeric_limits<int>::min(), kLargestNumber).description({}))
            ->capture_default_str();
    };
    add("--layers", shape.layers, "Layers");
    add("--embedding", shape.embedding, "Width of the embedding");
    add("--feed-forward", shape.feedForward, "Neurons of a feed-forward layer");
    add("--heads", shape.heads, "Attention heads");
    add("--latent-rank", shape.latentRank, "Width of the latent that keys and values come from");
    add("--no-position", shape.noPositionWidth, "Width of a head's part that knows no position");
    add("--rotary", shape.rotaryWidth, "Width of its rotary part");
    add("--value", shape.valueWidth, "Width of its values");
    add("--vocabulary", shape.vocabulary, "Tokens");
    add("--context", shape.contextLength, "Longest context in tokens");
}

} // namespace

void addSynthesize(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand(
        "synthesize", "Writes a random model, to measure a device without a download");
    setUsage(command, "peripheral-cli synthesize --out FILE [--type TYPE] [OPTION]…");
    const auto options = std::make_shared<SynthesizeOptions>();
    plm::SynthesisOptions& synthesis = options->synthesis;
    command.add_option("--out", options->out, "The GGUF file to write")->type_name("FILE")->required();
    command
        .add_option("--type", synthesis.type,
                    fmt::format("Type of the file: {}", fmt::join(plm::synthesisTypes(), ", ")))
        ->type_name("TYPE")
        ->capture_default_str();
    addShape(command, synthesis.shape);
    command.add_option("--sparsity", synthesis.sparsity, "Share of feed-forward neurons that are zero")
        ->type_name("S")
        ->check(between(std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max())
                    .description({}))
        ->capture_default_str();
    command.add_option("--seed", synthesis.seed, "The same seed gives the same file")
        ->type_name("S")
        ->check(wholeNumber())
        ->capture_default_str();
    command
        .add_option("--vocab", synthesis.vocabulary,
                    "A GGUF file whose tokenizer is taken; a token a byte, and padding, if left out")
        ->type_name("FILE");
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
