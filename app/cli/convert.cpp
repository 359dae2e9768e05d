// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "figures.h"
#include "output.h"
#include "terminal.h"

#include <plm/convert.h>
#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <fmt/format.h>

namespace peripheral::cli {

namespace {

struct ConvertOptions {
    std::filesystem::path folder, out;
};

plm::Status write(const ConvertOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    const auto progress = [&log](double fraction) {
        log.showLine(fmt::format("Converting: {:.0f} %", 100 * fraction));
    };
    plm::Status written = plm::convert(options.folder, options.out, progress, stop);
    log.clearLine();
    return written;
}

plm::Status run(const ConvertOptions& options, const std::stop_token& stop) {
    if (const plm::Status written = write(options, stop); !written)
        return written;
    const auto file = plm::ModelFile::read(options.out);
    if (!file)
        return tl::unexpected(file.error());
    printResult("{}: {} in {} tensors\n", plm::displayName(options.out), sizeText(file->bytes),
                file->tensors.size());
    return {};
}

} // namespace

void addConvert(CLI::App& program, Invocation& invocation) {
    CLI::App& command =
        *program.add_subcommand("convert", "Makes a GGUF file of a Hugging Face folder of PLM");
    setUsage(command, "peripheral-cli convert --in FOLDER --out FILE");
    const auto options = std::make_shared<ConvertOptions>();
    command
        .add_option(
            "--in", options->folder,
            "The folder: config.json, tokenizer.json and model.safetensors, or its parts and their index")
        ->type_name("FOLDER")
        ->required();
    command.add_option("--out", options->out, "The GGUF file to write")->type_name("FILE")->required();
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
