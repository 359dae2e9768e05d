// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interrupts.h"

#include <plm/executors.h>
#include <plm/result.h>

#include <CLI/App.hpp>
#include <string>

namespace peripheral::cli {

/// What the program gives the command that runs, and gets back from it.
struct Invocation {
    Interrupts& interrupts;
    const plm::Executors& executors; ///< to choose from
    plm::Status outcome{};
};

/// Gives `app` its usage line, which is shown in its help and beside complaints. Commands that are added
/// afterwards show theirs in the same way.
void setUsage(CLI::App& app, std::string line);

// Each adds its command to the program. Where the command line asks for it, it runs while the command line is
// parsed.

void addBench(CLI::App& program, Invocation& invocation);
void addChat(CLI::App& program, Invocation& invocation);
void addCompare(CLI::App& program, Invocation& invocation);
void addGenerate(CLI::App& program, Invocation& invocation);
void addTokenize(CLI::App& program, Invocation& invocation);
void addDetokenize(CLI::App& program, Invocation& invocation);
void addLogits(CLI::App& program, Invocation& invocation);
void addPerplexity(CLI::App& program, Invocation& invocation);
void addProfile(CLI::App& program, Invocation& invocation);
void addFit(CLI::App& program, Invocation& invocation);
void addInspect(CLI::App& program, Invocation& invocation);
void addQuantize(CLI::App& program, Invocation& invocation);
void addSynthesize(CLI::App& program, Invocation& invocation);
void addConvert(CLI::App& program, Invocation& invocation);

} // namespace peripheral::cli
