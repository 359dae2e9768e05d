// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"

namespace peripheral {

/// Puts the application together, shows its window and runs it to its end. Gives the exit status.
/// A QGuiApplication must be there.
int runApplication(const Options& options);

} // namespace peripheral
