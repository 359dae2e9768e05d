// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/child_process.h"

#include "files/file_descriptor.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace plm::gpu {

namespace {

using Clock = std::chrono::steady_clock;
using files::FileDescriptor;

constexpr int kTurn = 50;       ///< milliseconds: how soon a stop is heard
constexpr int kClosingTurn = 2; ///< likewise, where it has closed its streams and is about to end
constexpr std::size_t kMostLine = std::size_t{1} << 20;
constexpr std::size_t kMostComplaint = 200;

struct Pipe {
    FileDescriptor reads, writes;
};

std::optional<Pipe> makePipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::nullopt;
    Pipe pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
    ::fcntl(pipe.reads.number(), F_SETFL, O_NONBLOCK);
    return pipe;
}

/// A stream of a child, taken apart into lines.
class Lines {
public:
    explicit Lines(FileDescriptor stream) : m_stream(std::move(stream)) {}

    [[nodiscard]] int number() const { return m_stream.number(); }
    /// Reads what is there, and hands on the lines that are complete. False where there was none.
    template <class OnLine>
    bool read(const OnLine& onLine) {
        std::array<char, 4096> bytes{};
        bool heard = false;
        while (m_stream.valid()) {
            const ssize_t count = ::read(m_stream.number(), bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count == 0)
                m_stream = FileDescriptor();
            if (count <= 0)
                break;
            m_rest.append(bytes.data(), static_cast<std::size_t>(count));
            heard |= handOn(onLine);
        }
        return heard;
    }

private:
    template <class OnLine>
    bool handOn(const OnLine& onLine) {
        std::size_t begin = 0;
        for (std::size_t end = 0; (end = m_rest.find('\n', begin)) != std::string::npos; begin = end + 1)
            onLine(std::string_view(m_rest).substr(begin, end - begin));
        m_rest.erase(0, begin);
        if (m_rest.size() > kMostLine)
            m_rest.clear(); // no line of ours
        return begin > 0;
    }

    FileDescriptor m_stream;
    std::string m_rest;
};

/// What a child gets that is as new: no signal blocked or ignored, streams of its own.
class SpawnSettings {
public:
    SpawnSettings(int out, int err) {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, out, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_actions, err, STDERR_FILENO);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t signals;
        sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&m_attributes, &signals);
        sigfillset(&signals);
        ::posix_spawnattr_setsigdefault(&m_attributes, &signals);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        ::posix_spawnattr_destroy(&m_attributes);
        ::posix_spawn_file_actions_destroy(&m_actions);
    }

    /// Gives errno's value.
    int start(const ChildProcess& child, pid_t& process) const {
        std::vector<char*> arguments{const_cast<char*>(child.program.c_str())};
        for (const std::string& argument : child.arguments)
            arguments.push_back(const_cast<char*>(argument.c_str()));
        arguments.push_back(nullptr);
        return ::posix_spawn(&process, child.program.c_str(), &m_actions, &m_attributes, arguments.data(),
                             environ);
    }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

/// A child that runs, until it has ended.
class Running {
public:
    explicit Running(pid_t process) : m_process(process) {}

    /// How it ended, where it has.
    std::optional<ChildEnd> ended() {
        int status = 0;
        const pid_t found = ::waitpid(m_process, &status, WNOHANG);
        if (found == 0 || (found < 0 && errno == EINTR))
            return std::nullopt;
        if (found < 0)
            return ChildEnd{ChildEnd::How::NotStarted, errno}; // someone else has waited for it
        return WIFSIGNALED(status) ? ChildEnd{ChildEnd::How::BySignal, WTERMSIG(status)}
                                   : ChildEnd{ChildEnd::How::Exited, WEXITSTATUS(status)};
    }
    /// A driver may hold it even then, for longer than anyone wants to wait.
    void kill() {
        constexpr int kTries = 500;
        ::kill(m_process, SIGKILL);
        for (int i = 0; i < kTries && !ended(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(kClosingTurn));
    }

private:
    pid_t m_process;
};

/// Hears what a child says until it ends.
ChildEnd hear(const ChildProcess& child, Running running, Lines out, Lines err) {
    auto lastWord = Clock::now();
    std::string complaint;
    const auto keep = [&](std::string_view line) {
        if (!line.empty())
            complaint = line.substr(0, kMostComplaint);
    };
    const auto listen = [&] {
        if (out.read(child.onLine))
            lastWord = Clock::now();
        err.read(keep);
    };
    const auto endedBy = [&](ChildEnd::How how) {
        running.kill();
        listen();
        return ChildEnd{how, 0, complaint};
    };
    for (;;) {
        std::array<pollfd, 2> streams{{{out.number(), POLLIN, 0}, {err.number(), POLLIN, 0}}};
        const bool isClosed = out.number() < 0 && err.number() < 0;
        ::poll(streams.data(), streams.size(), isClosed ? kClosingTurn : kTurn);
        listen();
        if (auto end = running.ended()) {
            listen();
            end->complaint = complaint;
            return *end;
        }
        if (child.stop.stop_requested())
            return endedBy(ChildEnd::How::Stopped);
        if (std::chrono::duration<double>(Clock::now() - lastWord).count() > child.patience)
            return endedBy(ChildEnd::How::Silent);
    }
}

} // namespace

ChildEnd run(const ChildProcess& child) {
    auto out = makePipe();
    auto err = makePipe();
    if (!out || !err)
        return {ChildEnd::How::NotStarted, errno};
    pid_t process = -1;
    const int problem = SpawnSettings(out->writes.number(), err->writes.number()).start(child, process);
    if (problem != 0)
        return {ChildEnd::How::NotStarted, problem};
    out->writes = FileDescriptor();
    err->writes = FileDescriptor();
    return hear(child, Running(process), Lines(std::move(out->reads)), Lines(std::move(err->reads)));
}

} // namespace plm::gpu
