// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "figures.h"
#include "options.h"
#include "output.h"
#include "table.h"
#include "terminal.h"

#include <plm/machine.h>
#include <plm/memory_need.h>
#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct InspectOptions {
    std::filesystem::path model;
    std::string executor;
    bool json = false;
};

/// The smallest first.
constexpr std::array kCacheTypes{plm::CacheType::Q8, plm::CacheType::F16, plm::CacheType::F32};

std::uint64_t totalOf(const plm::MemoryNeed& need, std::uint64_t context, plm::CacheType type) {
    return need.weights() + context * need.cachePerToken(type);
}

/// The types with which it fits, in words.
std::string fitText(const plm::MemoryNeed& need, std::uint64_t context, std::uint64_t available) {
    std::string names;
    std::size_t count = 0;
    for (const plm::CacheType type : kCacheTypes) {
        if (totalOf(need, context, type) > available)
            break;
        names.append(names.empty() ? "" : " and ").append(plm::toString(type));
        ++count;
    }
    if (count == 0)
        return "does not fit";
    return count == kCacheTypes.size() ? "fits" : "fits with " + names;
}

/// Lengths of context worth telling about: 1,024 tokens and its doubles up to what the model was made for,
/// and that.
std::vector<std::uint64_t> contextsOf(const plm::MemoryNeed& need) {
    constexpr std::uint64_t kFirst = 1024;
    const auto longest = static_cast<std::uint64_t>(std::max(need.contextLength, 1));
    std::vector<std::uint64_t> contexts;
    for (std::uint64_t context = kFirst; context < longest; context *= 2)
        contexts.push_back(context);
    contexts.push_back(longest);
    return contexts;
}

/// What a model needs by length of context and type of cache, and whether it fits into `available` bytes: an
/// array, an object for each; empty where there is no need (the file is no PLM).
json memoryNeedJson(const plm::Result<plm::MemoryNeed>& need, std::optional<std::uint64_t> available) {
    json rows = json::array();
    if (!need)
        return rows;
    for (const std::uint64_t context : contextsOf(*need))
        for (const plm::CacheType type : kCacheTypes) {
            const std::uint64_t total = totalOf(*need, context, type);
            rows.push_back({{"context", context},
                            {"kv_type", plm::toString(type)},
                            {"weight_bytes", need->weights()},
                            {"weight_bytes_laid_out", need->laidOutWeights},
                            {"weight_bytes_in_place", need->inPlaceWeights},
                            {"weight_bytes_on_device", need->deviceWeights},
                            {"weight_bytes_by_row", need->weightsByRow},
                            {"cache_bytes", context * need->cachePerToken(type)},
                            {"total_bytes", total},
                            {"fits", available ? json(total <= *available) : json()}});
        }
    return rows;
}

/// The same as a table with a heading, or why nothing can be said.
std::string memoryNeedText(const plm::Result<plm::MemoryNeed>& need, const plm::ExecutorPlug& executor,
                           std::optional<std::uint64_t> available) {
    if (!need)
        return "Nothing can be said of the memory that it needs: " + need.error().message + "\n";
    Table table({{"context"}, {"cache q8"}, {"cache f16"}, {"cache f32"}, {"with weights, f16"}, {"", true}});
    for (const std::uint64_t context : contextsOf(*need)) {
        std::vector<std::string> cells{std::to_string(context)};
        for (const plm::CacheType type : kCacheTypes)
            cells.push_back(sizeText(context * need->cachePerToken(type)));
        cells.push_back(sizeText(totalOf(*need, context, plm::CacheType::F16)));
        cells.push_back(available ? fitText(*need, context, *available) : "");
        table.add(std::move(cells));
    }
    const std::string device = need->deviceWeights > 0
                                   ? fmt::format(", {} on the device", sizeText(need->deviceWeights))
                                   : std::string();
    return fmt::format(
        "Weights take {} with the executor {}: {} laid out anew, {} used in the file{}.\n{}{}\n",
        sizeText(need->weights()), executor.name, sizeText(need->laidOutWeights),
        sizeText(need->inPlaceWeights), device, table.text(),
        available
            ? fmt::format("Of this machine's memory {} are available now. The program itself takes some "
                          "of it, too.",
                          sizeText(*available))
            : "This machine does not tell how much memory is available.");
}

struct TypeSummary {
    std::size_t tensors = 0;
    std::uint64_t bytes = 0;
};

std::map<std::string, TypeSummary> summariseTypes(const plm::ModelFile& file) {
    std::map<std::string, TypeSummary> types;
    for (const plm::TensorEntry& tensor : file.tensors) {
        TypeSummary& type = types[tensor.type];
        ++type.tensors;
        type.bytes += tensor.bytes;
    }
    return types;
}

/// `text` in one line, and not without end.
std::string shortened(std::string text) {
    constexpr std::size_t kLongest = 100;
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.size() <= kLongest)
        return text;
    std::size_t end = kLongest;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) // never within a character
        --end;
    return text.substr(0, end) + "…";
}

void printMetadata(const plm::ModelFile& file, const Terminal& out) {
    printResult("{}\n", out.bold("Metadata"));
    for (const plm::MetadataEntry& entry : file.metadata)
        printResult("  {:<40} {:<16} {}\n", plm::shownText(entry.key), entry.type,
                    plm::shownText(shortened(entry.value)));
}

void printTensors(const plm::ModelFile& file, const Terminal& out) {
    printResult("\n{}\n", out.bold("Tensors"));
    for (const plm::TensorEntry& tensor : file.tensors)
        printResult("  {:<40} {:<8} {:<16} {:>12}\n", plm::shownText(tensor.name), tensor.type,
                    fmt::format("{}", fmt::join(tensor.dimensions, " × ")), sizeText(tensor.bytes));
    printResult("\n{}\n", out.bold("Types"));
    for (const auto& [name, type] : summariseTypes(file))
        printResult("  {:<8} {:>4} tensors {:>12}\n", name, type.tensors, sizeText(type.bytes));
}

void printText(const plm::ModelFile& file, const plm::ExecutorPlug& executor) {
    const Terminal out(1);
    printResult("{}: GGUF version {}, {} in {} tensors\n\n", plm::displayName(file.path), file.version,
                sizeText(file.bytes), file.tensors.size());
    printMetadata(file, out);
    if (!file.tensors.empty())
        printTensors(file, out);
    printResult("\n{}\n{}", out.bold("Memory by context"),
                memoryNeedText(plm::memoryNeed(file.path, executor), executor, plm::availableMemory()));
}

void printJson(const plm::ModelFile& file, const plm::ExecutorPlug& executor) {
    json metadata = json::object();
    for (const plm::MetadataEntry& entry : file.metadata)
        metadata[entry.key] = {{"type", entry.type}, {"value", entry.value}};
    json tensors = json::array();
    for (const plm::TensorEntry& tensor : file.tensors)
        tensors.push_back({{"name", tensor.name},
                           {"type", tensor.type},
                           {"dimensions", tensor.dimensions},
                           {"offset", tensor.offset},
                           {"bytes", tensor.bytes}});
    json types = json::object();
    for (const auto& [name, type] : summariseTypes(file))
        types[name] = {{"tensors", type.tensors}, {"bytes", type.bytes}};
    const auto available = plm::availableMemory();
    const auto need = plm::memoryNeed(file.path, executor);
    const json result{{"path", plm::asUtf8(file.path.native())},
                      {"bytes", file.bytes},
                      {"version", file.version},
                      {"metadata", std::move(metadata)},
                      {"tensors", std::move(tensors)},
                      {"types", std::move(types)},
                      {"executor", executor.name},
                      {"memory", memoryNeedJson(need, available)},
                      {"available_bytes", available ? json(*available) : json()}};
    printIndented(result);
}

plm::Status run(const InspectOptions& options, const plm::Executors& executors) {
    const auto executor = executorNamed(options.executor, executors);
    if (!executor)
        return tl::unexpected(executor.error());
    const auto file = plm::ModelFile::read(options.model);
    if (!file)
        return tl::unexpected(file.error());
    options.json ? printJson(*file, **executor) : printText(*file, **executor);
    return {};
}

} // namespace

void addInspect(CLI::App& program, Invocation& invocation) {
    CLI::App& command =
        *program.add_subcommand("inspect", "What stands in a GGUF file, and the memory that it needs");
    setUsage(command, "peripheral-cli inspect [--model FILE] [--executor NAME] [--json]");
    const auto options = std::make_shared<InspectOptions>();
    addModelOption(command, options->model);
    addExecutorOption(command, options->executor, invocation.executors, AutoMeans::TheSameEverywhere);
    command.add_flag("--json", options->json, "Print everything as JSON");
    command.callback([options, &invocation] { invocation.outcome = run(*options, invocation.executors); });
}

} // namespace peripheral::cli
