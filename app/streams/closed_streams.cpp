// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/closed_streams.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace peripheral {

void replaceClosedStreams() {
    // Opened the other way round than they are used, so that they fail as closed ones do.
    for (const auto& [stream, mode] :
         {std::pair{STDIN_FILENO, O_WRONLY}, {STDOUT_FILENO, O_RDONLY}, {STDERR_FILENO, O_RDONLY}})
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            (void)::open("/dev/null", mode); // gets the lowest number that is free: this one
}

} // namespace peripheral
