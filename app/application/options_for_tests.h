// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"

#include <QQuickWindow>

namespace peripheral {

class Chat;

/// Does what the options for tests and benchmarks ask for. `window` is open and shows `chat`; both live until
/// the program ends. What is traced goes to standard output:
///
/// - Options::traceStartup: "first-frame <ms>", "question <ms>" and "first-token <ms>", each once, counted
///   from the start of the process;
/// - Options::traceStream: a line for each part of an answer that reached the model of messages,
///   "<CLOCK_MONOTONIC in ms> <characters of the message so far>", as Unicode code points.
///
/// Options::picture ends the program: with status 1 where the picture cannot be written.
void prepareTests(const Options& options, QQuickWindow& window, Chat& chat);

} // namespace peripheral
