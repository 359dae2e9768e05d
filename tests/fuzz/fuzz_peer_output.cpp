// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_peer.h"

#include <cstdlib>

/// Any text is tests with speeds above zero, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto tests =
        peripheral::cli::parsePeerOutput(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!tests)
        return tests.error().message.ends_with('.') ? 0 : (std::abort(), 0);
    for (const peripheral::cli::PeerTest& test : *tests) {
        if (test.speeds.empty())
            std::abort();
        for (const double speed : test.speeds)
            if (!(speed > 0))
                std::abort();
    }
    return 0;
}
