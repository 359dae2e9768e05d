// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

namespace peripheral::cli {

/// The whole program, with these executors to choose from; gives its exit status, unless a signal ends it.
int runProgram(int argc, char** argv, const plm::Executors& executors);

} // namespace peripheral::cli
