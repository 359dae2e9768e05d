// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin_attempts.h"

#include <cstdlib>

/// Any bytes are a count whose wait fits it and that is written as it was read, or none.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace peripheral::kiosk;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto kept = readAttempts(bytes);
    if (!kept)
        return 0;
    if (kept->wrong < 0 || kept->at < 0 || kept->wait.count() < 0 || kept->wait > waitAfter(kept->wrong))
        std::abort();
    if (readAttempts(writeAttempts(*kept)) != kept)
        std::abort();
    return 0;
}
