// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/standard_streams.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace peripheral {

bool writeOut(const QString& text) {
    if (std::fputs(text.toLocal8Bit().constData(), stdout) >= 0 && std::fflush(stdout) == 0)
        return true;
    std::fprintf(stderr, "Standard output cannot be written: %s.\n", std::strerror(errno));
    return false;
}

} // namespace peripheral
