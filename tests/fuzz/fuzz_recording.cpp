// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/recording.h>

#include <cstdlib>

/// Any text is a recording or a sentence that names the file.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto recording = plm::Recording::parse(text, "fuzz.json");
    if (!recording && !recording.error().message.starts_with("fuzz.json: "))
        std::abort();
    return 0;
}
