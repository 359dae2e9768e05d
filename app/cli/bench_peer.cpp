// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_peer.h"

#include <plm/benchmark.h>
#include <plm/sample_statistics.h>
#include <plm/shown_text.h>

#include <algorithm>
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
class ChildOutput {
public:
    ChildOutput() : m_descriptor(::memfd_create("output", MFD_CLOEXEC)) {}
    ChildOutput(const ChildOutput&) = delete;
    ChildOutput& operator=(const ChildOutput&) = delete;
    ~ChildOutput() {
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
int startChild(const std::vector<std::string>& command, const ChildOutput& out, const ChildOutput& err,
               pid_t& process) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
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
int waitForChild(pid_t process, const std::stop_token& stop) {
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

/// How another program ended, and what it printed.
struct ChildEnd {
    int status = 0; ///< exit status; 128 and the signal's number where a signal ended it, as shells have it
    std::string out, err;
};

/// Runs `command`, a program (found as a shell finds it) and its arguments, to its end, with nothing to read.
/// Fails where it cannot be run, with a sentence that names it, and with Cancelled where `stop` ended it.
plm::Result<ChildEnd> runChild(const std::vector<std::string>& command, const std::stop_token& stop) {
    const ChildOutput out, err;
    pid_t process = -1;
    const int error =
        out.descriptor() < 0 || err.descriptor() < 0 ? EMFILE : startChild(command, out, err, process);
    if (error != 0)
        return plm::fail(plm::ErrorKind::NotFound,
                         fmt::format("{} cannot be run: {}.", command.front(), std::strerror(error)));
    const int status = waitForChild(process, stop);
    if (stop.stop_requested())
        return plm::fail(plm::ErrorKind::Cancelled, fmt::format("{} was stopped.", command.front()));
    constexpr int kBySignal = 128;
    return ChildEnd{WIFEXITED(status) ? WEXITSTATUS(status) : kBySignal + WTERMSIG(status), out.text(),
                    err.text()};
}

/// The last line with something on it, without controls, and not without end.
std::string lastLine(const std::string& text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    constexpr std::size_t kLongest = 200;
    const std::size_t end = text.find_last_not_of(kBlanks);
    if (end == std::string::npos)
        return {};
    const std::size_t before = text.find_last_of('\n', end);
    std::string line = text.substr(before == std::string::npos ? 0 : before + 1, end);
    line.erase(std::min(line.find('\n'), line.size()));
    std::erase_if(line, [](unsigned char c) { return c < ' ' || c >= 0x7F; });
    return line.substr(0, kLongest);
}

/// What a program said last, in brackets.
std::string lastWords(const std::string& err) {
    const std::string line = lastLine(err);
    return line.empty() ? std::string() : fmt::format(" ({})", line);
}

} // namespace

double PeerResult::ratioTo(const plm::BenchResult& own) const {
    return plm::median(own.speeds()) / plm::median(test.speeds);
}

plm::Status Peer::check(const std::filesystem::path& program) {
    std::error_code unknown;
    if (std::filesystem::is_directory(program, unknown))
        return plm::fail(plm::ErrorKind::NotFound, fmt::format("--peer {}: This is a folder, not a program.",
                                                               plm::displayName(program)));
    if (::access(program.c_str(), X_OK) != 0)
        return plm::fail(plm::ErrorKind::NotFound,
                         fmt::format("--peer {}: {}.", plm::displayName(program), std::strerror(errno)));
    return {};
}

plm::Status Peer::run(const plm::BenchTest& test, const char* flashAttention, std::vector<PeerTest>& found,
                      const std::stop_token& stop) const {
    const bool isPrompt = test.kind == plm::BenchTest::Kind::Prompt;
    const std::string program = std::filesystem::absolute(m_program).string(); // never looked for in $PATH
    const auto ended =
        runChild({program, "-m", m_model.string(), "-p", std::to_string(isPrompt ? test.tokens : 0), "-n",
                  std::to_string(isPrompt ? 0 : test.tokens), "-d", std::to_string(test.depth), "-r",
                  std::to_string(m_repetitions), "-t", std::to_string(m_threads), "-fa", flashAttention,
                  "-ngl", "0", "-o", "json"},
                 stop);
    if (!ended)
        return plm::fail(ended.error().kind, "--peer: " + ended.error().message);
    const auto failed = [&](const std::string& why) {
        return plm::fail(plm::ErrorKind::BadFile,
                         fmt::format("--peer {}: In {} at depth {} {}", plm::displayName(m_program),
                                     test.name(), test.depth, why));
    };
    if (ended->status != 0)
        return failed(fmt::format("it ended with status {}{}.", ended->status, lastWords(ended->err)));
    auto tests = parsePeerOutput(ended->out);
    if (!tests)
        return failed("it printed something else than llama-bench's JSON: " + tests.error().message);
    const std::size_t before = found.size();
    for (PeerTest& peer : *tests)
        if (peer.prompt == (isPrompt ? test.tokens : 0) && peer.generated == (isPrompt ? 0 : test.tokens) &&
            peer.depth == test.depth)
            found.push_back(std::move(peer));
    return found.size() > before ? plm::Status() : failed("it printed nothing of this test.");
}

plm::Result<PeerTest> Peer::measure(const plm::BenchTest& test, const std::stop_token& stop) {
    std::vector<PeerTest> found;
    plm::Status ran;
    if (m_together)
        ran = run(test, "0,1", found, stop);
    m_together = m_together && ran;
    if (!m_together)
        for (const char* one : {"0", "1"})
            if (const plm::Status alone = run(test, one, found, stop); !alone)
                ran = alone;
    if (found.empty())
        return tl::unexpected(ran.error());
    return *std::max_element(found.begin(), found.end(), [](const PeerTest& a, const PeerTest& b) {
        return plm::median(a.speeds) < plm::median(b.speeds);
    });
}

} // namespace peripheral::cli
