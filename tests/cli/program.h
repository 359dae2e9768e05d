// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace peripheral::cli {

/// How a run of peripheral-cli ended.
struct Ended {
    int status; ///< exit status; -1 where a signal ended it
    std::string out, err;
    int signal = 0; ///< that ended it; 0: none did
};

/// Where the program's output goes instead of to files that are read afterwards; empty: it goes there. "-":
/// the stream is closed.
struct Sinks {
    std::string out, err;
};

/// Where peripheral-cli lies.
std::filesystem::path programPath();

/// $XDG_DATA_HOME of the program from now on; empty: a folder of which nothing is known.
void useDataHome(const std::filesystem::path& folder);

/// Runs peripheral-cli with `arguments` and `input` to its end.
Ended run(const std::vector<std::string>& arguments, std::string_view input = {}, const Sinks& sinks = {});

/// peripheral-cli while it runs, with pipes to it.
class Program {
public:
    /// `ignored`: signals that it is started with ignoring.
    explicit Program(const std::vector<std::string>& arguments, const std::vector<int>& ignored = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void write(std::string_view text) const;
    void closeInput();
    /// Waits until standard output has brought at least one more byte. False at its end.
    bool waitForOutput();
    /// What standard output has brought so far.
    [[nodiscard]] const std::string& output() const { return m_read; }
    [[nodiscard]] pid_t process() const { return m_process; }
    void interrupt() const;
    void kill(int signal) const;
    /// Closes the pipe that standard output goes to.
    void closeOutput();
    /// Reads the rest, and waits for the end.
    Ended end();

private:
    pid_t m_process = -1;
    int m_in = -1, m_out = -1;
    std::filesystem::path m_errors;
    std::string m_read;
};

/// Runs peripheral-cli in a terminal (a pseudo-terminal), types `input` and gives back all that the terminal
/// showed.
std::string runInTerminal(const std::vector<std::string>& arguments, std::string_view input, bool colour);

/// A folder that is removed with the object.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] std::string path(std::string_view name) const { return m_path / name; }
    /// Writes a file and returns its path.
    [[nodiscard]] std::string file(std::string_view name, std::string_view content) const;

private:
    std::filesystem::path m_path;
};

std::string readFile(const std::filesystem::path& path);

} // namespace peripheral::cli
