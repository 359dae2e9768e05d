// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "options.h"
#include "output.h"
#include "terminal.h"

#include <plm/output_file.h>
#include <plm/quantise.h>
#include <plm/shown_text.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peripheral::cli {

namespace {

struct QuantizeOptions {
    std::filesystem::path in, out;
    plm::QuantisationOptions quantisation;
};

void warn(const plm::Quantisation& quantisation, const QuantizeOptions& options) {
    const auto& formats = quantisation.formatsQuantisedAgain();
    if (!formats.empty())
        printNote(
            "Warning: {} is quantised already ({}). What that lost stays lost: a file of F16, BF16 or F32 "
            "gives a better one.",
            plm::displayName(options.in), fmt::join(formats, ", "));
}

plm::Status run(const QuantizeOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    if (plm::Status fit = plm::checkOutput(options.out, plm::OutputKind::Gguf, {options.in}); !fit)
        return fit;
    auto quantisation = plm::Quantisation::prepare(options.in, options.quantisation);
    if (!quantisation)
        return namingOptions(tl::unexpected(quantisation.error()));
    warn(*quantisation, options);
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Quantising: {:.0f} %", 100 * fraction));
    };
    const plm::Status written = quantisation->write(options.out, progress, stop);
    log.clearLine();
    if (!written)
        return namingOptions(written);
    return printWrittenFile(options.out, options.quantisation.type);
}

} // namespace

void addQuantize(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("quantize", "Writes a model in a smaller type of file");
    setUsage(command, "peripheral-cli quantize --in FILE --out FILE --type TYPE [--threads N]");
    const auto options = std::make_shared<QuantizeOptions>();
    plm::QuantisationOptions& quantisation = options->quantisation;
    command.add_option("--in", options->in, "The GGUF file to read, best of F16, BF16 or F32")
        ->type_name("FILE")
        ->required();
    command.add_option("--out", options->out, "The GGUF file to write")->type_name("FILE")->required();
    command
        .add_option("--type", quantisation.type,
                    fmt::format("Type of the file: {}", fmt::join(plm::quantisationTypes(), ", ")))
        ->type_name("TYPE")
        ->required();
    addThreadsOption(command, quantisation.threads);
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
