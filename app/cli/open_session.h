// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"
#include "terminal.h"

#include <plm/gpu_start.h>
#include <plm/session.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace peripheral::cli {

/// A session, and where a GPU computes the mark of its start.
struct OpenedSession {
    plm::GpuStart start; ///< whoever has the first answer of the session ends it
    std::unique_ptr<plm::Session> session;

    [[nodiscard]] plm::Session& operator*() const { return *session; }
    [[nodiscard]] plm::Session* operator->() const { return session.get(); }
};

/// What comes of it where a GPU is lost in the middle of its work: a failure, or the CPU goes on and a note
/// says so.
enum class WhenLost { Fails, GoesOn };

/// Opens the model and makes a session for it, with the executor that was asked for or that "auto" stands
/// for. Progress, and what the model has to say, go to `log`. `stop` ends the loading.
plm::Result<OpenedSession> openSession(const EvaluationOptions& options, Terminal& log,
                                       const std::stop_token& stop, WhenLost whenLost = WhenLost::Fails);

/// When the command's work is done: keeps the weights where that was asked for, and waits for it. `stop` ends
/// it.
void keepWeights(plm::Session& session, Terminal& log, const std::stop_token& stop);

/// Shows on `log` how far the prompt is read, where that takes a while. The first text of the answer clears
/// the line.
std::function<void(const plm::PromptProgress&)> promptProgress(Terminal& log);

} // namespace peripheral::cli
