// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace peripheral::cli {

namespace {

/// Memory that a program writes to as to a file: unlike a pipe it is never full.
class Output {
public:
    Output() : m_descriptor(::memfd_create("output", MFD_CLOEXEC)) {}
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// What was written, at most 16 MiB of it.
    [[nodiscard]] std::string text() const {
        constexpr std::size_t kMost = std::size_t{16} << 20;
        std::string text;
        char buffer[1 << 14];
        while (text.size() < kMost) {
            const ssize_t count =
                ::pread(m_descriptor, buffer, sizeof buffer, static_cast<off_t>(text.size()));
            if (count <= 0)
                break;
            text.append(buffer, static_cast<std::size_t>(count));
        }
        return text;
    }

private:
    int m_descriptor;
};

/// Starts the program and returns posix_spawnp()'s error, 0 where it runs.
int start(const std::vector<std::string>& command, const Output& out, const Output& err, pid_t& process) {
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files, out.descriptor(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, err.descriptor(), STDERR_FILENO);
    ::posix_spawnattr_init(&attributes);
    sigset_t none; // this program blocks some, which would be inherited
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    sigset_t usual; // and ignores readers that went away
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int error = ::posix_spawnp(&process, arguments[0], &files, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return error;
}

/// waitpid()'s status; kills the process first where `stop` asks.
int waitFor(pid_t process, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds kLook(20);
    int status = 0;
    while (!stop.stop_requested()) {
        if (::waitpid(process, &status, WNOHANG) != 0)
            return status;
        std::this_thread::sleep_for(kLook);
    }
    ::kill(process, SIGKILL);
    ::waitpid(process, &status, 0);
    return status;
}

} // namespace

plm::Result<ChildEnd> runChild(const std::vector<std::string>& command, const std::stop_token& stop) {
    const Output out, err;
    pid_t process = -1;
    const int error =
        out.descriptor() < 0 || err.descriptor() < 0 ? EMFILE : start(command, out, err, process);
    if (error != 0)
        return plm::fail(plm::ErrorKind::NotFound,
                         fmt::format("{} cannot be run: {}.", command.front(), std::strerror(error)));
    const int status = waitFor(process, stop);
    if (stop.stop_requested())
        return plm::fail(plm::ErrorKind::Cancelled, fmt::format("{} was stopped.", command.front()));
    constexpr int kBySignal = 128;
    return ChildEnd{WIFEXITED(status) ? WEXITSTATUS(status) : kBySignal + WTERMSIG(status), out.text(),
                    err.text()};
}

} // namespace peripheral::cli
