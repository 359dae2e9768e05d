// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plm::gpu {

/// A program to run, and how long to bear it.
struct ChildProcess {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    double patience;      ///< seconds without a line from it, after which it is killed
    std::stop_token stop; ///< kills it
    std::function<void(std::string_view line)> onLine; ///< what it says on standard output, without the end
};

/// How it ended.
struct ChildEnd {
    enum class How { Exited, BySignal, Silent, Stopped, NotStarted };
    How how;
    int code = 0;            ///< exit status, signal, or errno
    std::string complaint{}; ///< the last line that it wrote to standard error, at most 200 bytes of it
};

/// Runs it with an empty standard input. It has this process's environment, and is gone when this returns.
ChildEnd run(const ChildProcess& child);

} // namespace plm::gpu
