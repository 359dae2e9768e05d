// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/ini_text.h"

#include <cstdlib>

using peripheral::IniText;

/// Any text can be read and written again; any value can be set in it, and is there afterwards; the rest of
/// the text stays as it was.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    IniText ini(text);
    const std::string before = ini.text();
    if (IniText(before).text() != before && before.substr(0, 3) != "\xef\xbb\xbf")
        std::abort();
    const auto other = ini.value("window", "width");
    const std::string value(text.substr(0, 200));
    ini.set("answers", "system-prompt", value);
    const IniText again(ini.text());
    for (const IniText* one : {static_cast<const IniText*>(&ini), &again})
        if (one->value("answers", "system-prompt") != value || one->value("window", "width") != other)
            std::abort();
    return 0;
}
