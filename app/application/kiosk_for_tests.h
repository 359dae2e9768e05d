// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"

#include <QQuickWindow>

namespace peripheral {

class Kiosk;

/// Does what the options for tests ask of a kiosk. `window` is open and shows `kiosk`; both live until the
/// program ends. Its stages are written to standard output with Options::traceStream, a line each,
/// "stage <name>". With Options::question ("-": a line of standard input) a visitor begins, agrees and asks
/// as soon as the model is there, and goes when the answer is complete. Options::picture ends the program: a
/// picture of the invitation, or of the answer.
void prepareKioskTests(const Options& options, QQuickWindow& window, Kiosk& kiosk);

} // namespace peripheral
