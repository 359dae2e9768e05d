// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <pty.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace peripheral::cli {

namespace {

/// A folder that nobody else makes.
std::filesystem::path noData() {
    return std::filesystem::temp_directory_path() / ("peripheral-no-data-" + std::to_string(::getpid()));
}

/// What is on record of this machine's GPUs decides nothing here.
std::filesystem::path& dataHome() {
    static std::filesystem::path folder = noData();
    return folder;
}

/// In a child process: becomes peripheral-cli, with an environment that does not depend on the user's.
[[noreturn]] void becomeProgram(const std::vector<std::string>& arguments, bool colour,
                                const std::vector<int>& ignored = {}) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        std::signal(signal, SIG_DFL); // whatever started the tests
    for (const int signal : ignored)
        std::signal(signal, SIG_IGN);
    ::unsetenv("PERIPHERAL_MODEL");
    ::setenv("XDG_DATA_HOME", dataHome().c_str(), 1);
    ::setenv("TERM", "xterm", 1);
    colour ? ::unsetenv("NO_COLOR") : ::setenv("NO_COLOR", "1", 1);
    std::vector<char*> pointers{const_cast<char*>(PERIPHERAL_CLI)};
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execv(PERIPHERAL_CLI, pointers.data());
    std::_Exit(127);
}

/// Waits, and tells the end without the output.
Ended waitFor(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, {}, {}, WIFSIGNALED(status) ? WTERMSIG(status) : 0};
}

/// In a child process: makes `stream` go to `path`.
void redirect(int stream, const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    ::dup2(file, stream);
    if (file > 2)
        ::close(file);
}

/// False where there is nothing more to read.
bool readSome(int descriptor, std::string& text) {
    char buffer[4096];
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count > 0)
        text.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
}

void writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace

std::filesystem::path programPath() {
    return PERIPHERAL_CLI;
}

void useDataHome(const std::filesystem::path& folder) {
    dataHome() = folder.empty() ? noData() : folder;
}

Ended run(const std::vector<std::string>& arguments, std::string_view input, const Sinks& sinks) {
    const ScratchFolder scratch;
    const std::string in = scratch.file("in", input);
    const pid_t process = ::fork();
    if (process == 0) {
        ::dup2(::open(in.c_str(), O_RDONLY), 0);
        redirect(1, sinks.out.empty() || sinks.out == "-" ? scratch.path("out") : sinks.out);
        redirect(2, sinks.err.empty() || sinks.err == "-" ? scratch.path("err") : sinks.err);
        if (sinks.out == "-")
            ::close(1);
        if (sinks.err == "-")
            ::close(2);
        becomeProgram(arguments, false);
    }
    Ended ended = waitFor(process);
    ended.out = readFile(scratch.path("out"));
    ended.err = readFile(scratch.path("err"));
    return ended;
}

Program::Program(const std::vector<std::string>& arguments, const std::vector<int>& ignored) {
    std::string name = std::filesystem::temp_directory_path() / "peripheral-XXXXXX";
    const int errors = ::mkstemp(name.data());
    m_errors = name;
    int in[2], out[2];
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0)
        std::abort();
    m_process = ::fork();
    if (m_process == 0) {
        ::dup2(in[0], 0);
        ::dup2(out[1], 1);
        ::dup2(errors, 2);
        becomeProgram(arguments, false, ignored);
    }
    ::close(in[0]);
    ::close(out[1]);
    ::close(errors);
    m_in = in[1];
    m_out = out[0];
}

Program::~Program() {
    closeInput();
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        waitFor(m_process);
    }
    closeOutput();
    std::filesystem::remove(m_errors);
}

void Program::write(std::string_view text) const {
    writeAll(m_in, text);
}

void Program::closeInput() {
    if (m_in >= 0)
        ::close(std::exchange(m_in, -1));
}

bool Program::waitForOutput() {
    return readSome(m_out, m_read);
}

void Program::interrupt() const {
    kill(SIGINT);
}

void Program::kill(int signal) const {
    ::kill(m_process, signal);
}

void Program::closeOutput() {
    if (m_out >= 0)
        ::close(std::exchange(m_out, -1));
}

Ended Program::end() {
    while (readSome(m_out, m_read)) {
    }
    Ended ended = waitFor(std::exchange(m_process, -1));
    ended.out = m_read;
    ended.err = readFile(m_errors);
    return ended;
}

std::string runInTerminal(const std::vector<std::string>& arguments, std::string_view input, bool colour) {
    int terminal = -1;
    const pid_t process = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (process == 0)
        becomeProgram(arguments, colour);
    writeAll(terminal, input);
    std::string shown;
    while (readSome(terminal, shown)) {
    }
    ::close(terminal);
    waitFor(process);
    return shown;
}

ScratchFolder::ScratchFolder() {
    std::string name = std::filesystem::temp_directory_path() / "peripheral-XXXXXX";
    m_path = ::mkdtemp(name.data());
}

ScratchFolder::~ScratchFolder() {
    std::filesystem::remove_all(m_path);
}

std::string ScratchFolder::file(std::string_view name, std::string_view content) const {
    std::ofstream(m_path / name, std::ios::binary) << content;
    return path(name);
}

std::string readFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf(); // character by character, megabytes take seconds under AddressSanitizer
    return std::move(bytes).str();
}

} // namespace peripheral::cli
