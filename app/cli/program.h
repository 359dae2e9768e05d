// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

#include <string_view>

namespace peripheral::cli {

/// The commit that this program was built from, shortened; empty where the sources were in no repository.
extern const std::string_view kCommit;
/// How many commits led to it; 0 likewise.
extern const int kCommits;

/// The whole program, with these executors to choose from; gives its exit status, unless a signal ends it.
int runProgram(int argc, char** argv, const plm::Executors& executors);

} // namespace peripheral::cli
