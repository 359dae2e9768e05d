// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring/measuring_line.h"

#include <cmath>
#include <cstdlib>

using namespace peripheral;

/// Any line is one that a process that measures may say, with numbers in their range, or none; and what is
/// read of it comes back as it is, in one line.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto line = measuringLine({reinterpret_cast<const char*>(data), size});
    if (!line)
        return 0;
    if (const auto* now = std::get_if<plm::BenchProgress>(&*line)) {
        const double left = now->secondsLeft.value_or(0);
        if (now->test.tokens < 0 || now->test.depth < 0 || now->repetition < 0 || now->repetitions < 0 ||
            now->threads < 0 || !(now->fraction >= 0 && now->fraction <= 1) || !(left >= 0) ||
            std::isinf(left))
            std::abort();
    }
    const std::string text = toText(*line);
    const auto again = measuringLine(text);
    if (text.find('\n') != std::string::npos || !again || toText(*again) != text)
        std::abort();
    return 0;
}
