// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <CLI/App.hpp>

namespace peripheral::cli {

// Each adds its command to the program. Where the command line asks for it, it runs while the command line is
// parsed, and how it ended stands in `outcome`.

void addBench(CLI::App& program, plm::Status& outcome);
void addChat(CLI::App& program, plm::Status& outcome);
void addGenerate(CLI::App& program, plm::Status& outcome);
void addTokenize(CLI::App& program, plm::Status& outcome);
void addDetokenize(CLI::App& program, plm::Status& outcome);
void addLogits(CLI::App& program, plm::Status& outcome);
void addPerplexity(CLI::App& program, plm::Status& outcome);
void addProfile(CLI::App& program, plm::Status& outcome);
void addInspect(CLI::App& program, plm::Status& outcome);
void addQuantize(CLI::App& program, plm::Status& outcome);
void addSynthesize(CLI::App& program, plm::Status& outcome);
void addConvert(CLI::App& program, plm::Status& outcome);

} // namespace peripheral::cli
