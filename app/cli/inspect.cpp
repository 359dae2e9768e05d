// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "json_output.h"
#include "memory_need.h"
#include "options.h"
#include "output.h"
#include "size_text.h"
#include "terminal.h"
#include "usage.h"

#include <plm/device_profile.h>
#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct InspectOptions {
    std::filesystem::path model;
    std::string executor;
    bool json = false;
};

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
    addExecutorOption(command, options->executor, invocation.executors);
    command.add_flag("--json", options->json, "Print everything as JSON");
    command.callback([options, &invocation] { invocation.outcome = run(*options, invocation.executors); });
}

} // namespace peripheral::cli
