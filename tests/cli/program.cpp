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

/// In a child process: becomes peripheral-cli, with an environment that does not depend on the user's.
[[noreturn]] void becomeProgram(const std::vector<std::string>& arguments, bool colour) {
    ::unsetenv("PERIPHERAL_MODEL");
    ::setenv("TERM", "xterm", 1);
    colour ? ::unsetenv("NO_COLOR") : ::setenv("NO_COLOR", "1", 1);
    std::vector<char*> pointers{const_cast<char*>(PERIPHERAL_CLI)};
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execv(PERIPHERAL_CLI, pointers.data());
    std::_Exit(127);
}

int waitFor(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
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

Ended run(const std::vector<std::string>& arguments, std::string_view input) {
    const ScratchFolder scratch;
    const std::string in = scratch.file("in", input);
    const pid_t process = ::fork();
    if (process == 0) {
        ::dup2(::open(in.c_str(), O_RDONLY), 0);
        ::dup2(::open(scratch.path("out").c_str(), O_WRONLY | O_CREAT, 0600), 1);
        ::dup2(::open(scratch.path("err").c_str(), O_WRONLY | O_CREAT, 0600), 2);
        becomeProgram(arguments, false);
    }
    const int status = waitFor(process);
    return {status, readFile(scratch.path("out")), readFile(scratch.path("err"))};
}

Program::Program(const std::vector<std::string>& arguments) {
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
        becomeProgram(arguments, false);
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
    ::close(m_out);
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
    ::kill(m_process, SIGINT);
}

Ended Program::end() {
    while (readSome(m_out, m_read)) {
    }
    const int status = waitFor(std::exchange(m_process, -1));
    return {status, m_read, readFile(m_errors)};
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
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace peripheral::cli
