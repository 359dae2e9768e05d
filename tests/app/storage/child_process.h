// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <functional>
#include <sys/types.h>

/// A forked copy of this process that runs `body`; killed and collected at the latest when this object goes.
class ChildProcess {
public:
    /// The child's exit status is what `body` returns.
    explicit ChildProcess(const std::function<int()>& body);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() { kill(); }

    /// Waits for its end and returns the exit status; -1 where a signal ended it.
    int wait();

    /// SIGKILL, and waits for the end.
    void kill();

private:
    pid_t m_pid = -1;
};

/// Runs `write` in a process of its own, which writes a sign into the descriptor that it is given after each
/// commit, and kills it after some of fewer than `most`, somewhere inside the next one; returns how many it
/// had made.
int commitsUntilKilled(const std::function<int(int committed)>& write, int most, QRandomGenerator& random);
