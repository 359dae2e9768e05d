// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

ChildProcess::ChildProcess(const std::function<int()>& body) : m_pid(::fork()) {
    if (m_pid == 0)
        ::_exit(body());
}

int ChildProcess::wait() {
    int status = -1;
    if (m_pid <= 0 || ::waitpid(std::exchange(m_pid, -1), &status, 0) < 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ChildProcess::kill() {
    if (m_pid > 0)
        ::kill(m_pid, SIGKILL);
    wait();
}
