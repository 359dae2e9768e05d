// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/manual.h"

#include <CLI/App.hpp>

namespace peripheral::cli {

/// What `program` and its commands say of themselves when they are asked for help.
ProgramManual manualOf(const CLI::App& program);

} // namespace peripheral::cli
