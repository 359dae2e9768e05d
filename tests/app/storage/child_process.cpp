// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"

#include <QTest>

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

int commitsUntilKilled(const std::function<int(int committed)>& write, int most, QRandomGenerator& random) {
    int pipe[2];
    if (::pipe(pipe) != 0)
        return 0;
    int committed = 0;
    {
        ChildProcess child([&] { return write(pipe[1]); });
        ::close(pipe[1]);
        char sign = 0;
        const int enough = random.bounded(1, most);
        while (committed < enough && ::read(pipe[0], &sign, 1) == 1)
            ++committed;
        QTest::qSleep(static_cast<int>(random.bounded(4)));
        child.kill();
        while (::read(pipe[0], &sign, 1) == 1)
            ++committed;
    }
    ::close(pipe[0]);
    return committed;
}
