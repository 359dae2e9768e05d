// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <stop_token>
#include <string>
#include <vector>

namespace peripheral::cli {

/// How another program ended, and what it printed.
struct ChildEnd {
    int status = 0; ///< exit status; 128 and the signal's number where a signal ended it, as shells have it
    std::string out, err;
};

/// Runs `command`, a program (found as a shell finds it) and its arguments, to its end, with nothing to read.
/// Fails where it cannot be run, with a sentence that names it, and with Cancelled where `stop` ended it.
plm::Result<ChildEnd> runChild(const std::vector<std::string>& command, const std::stop_token& stop = {});

} // namespace peripheral::cli
