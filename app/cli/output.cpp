// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "streams/closed_streams.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

int failure = 0;             ///< errno of the first result that could not be written: stdio only tells that
bool endsWithReader = false; ///< what SIGPIPE did when the program began

void remember(bool written) {
    if (!written && failure == 0)
        failure = errno != 0 ? errno : EIO;
}

} // namespace

void prepareStandardStreams() {
    replaceClosedStreams();
    endsWithReader = std::signal(SIGPIPE, SIG_IGN) == SIG_DFL;
}

void writeResult(std::string_view text) {
    errno = 0;
    remember(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

plm::Status flushResults() {
    errno = 0;
    remember(std::fflush(stdout) == 0);
    if (failure == 0)
        return {};
    return plm::fail(plm::ErrorKind::Io, fmt::format("standard output: The result cannot be written: {}.",
                                                     std::strerror(failure)));
}

bool isReaderGone() {
    return failure == EPIPE && endsWithReader;
}

void writeNote(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0)
            return; // nobody is there to see it
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

} // namespace peripheral::cli
