// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"
#include "kiosk/config.h"

namespace peripheral {

/// What must be so before a QGuiApplication is made: nothing of a visitor gets to a core dump, the keyboard
/// on the screen is what is written with, and the compositor has something to touch, which is waited for.
/// False where the program is asked to end meanwhile.
[[nodiscard]] bool prepareKiosk(const Options& options, const kiosk::Config& config);

/// Puts a kiosk together, shows its window and runs it to its end. Gives the exit status. A QGuiApplication
/// must be there. What is at fault with `settings` is logged, and stands on the operator's page. `arguments`
/// are main()'s, to start anew with.
int runKiosk(const Options& options, const kiosk::ReadConfig& settings, char** arguments);

} // namespace peripheral
