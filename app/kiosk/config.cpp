// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/config.h"

#include "kiosk/config_keys.h"
#include "kiosk/config_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace peripheral::kiosk {

namespace {

constexpr std::string_view kBeginning =
    "# SPDX-FileCopyrightText: 2026 The Peripheral authors\n"
    "# SPDX-License-Identifier: GPL-3.0-or-later\n"
    "\n"
    "# Settings of a kiosk: what `peripheral --kiosk FILE` reads when it starts. Each key stands here with "
    "what it is\n"
    "# when nothing is said; take the # before it away, and write another value. Lines that begin with # or "
    "; are\n"
    "# comments. A value may stand between quotation marks, \"like this\", which keep blanks at its ends; "
    "between them\n"
    "# \\\" \\\\ and \\n are a quotation mark, a backslash and a new line. Names of files are relative to "
    "the folder of\n"
    "# this file. What has a language behind a dot may be said once for each of: en, de, zh_CN.\n";

std::string asComment(std::string_view text) {
    std::string comment;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        comment += fmt::format("# {}\n", text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return comment;
}

std::string explainedKey(const ConfigKey& key, const Config& config) {
    const std::string value = key.write(config);
    std::string lines = fmt::format("\n{}", asComment(key.explanation));
    if (!key.byLanguage)
        return lines + fmt::format("#{} ={}{}\n", key.name, value.empty() ? "" : " ", value);
    for (const auto language : kioskLanguages())
        lines += fmt::format("#{}.{} ={}{}\n", key.name, language, value.empty() ? "" : " ", value);
    return lines;
}

} // namespace

tl::expected<Config, Mistakes> parseConfig(std::string_view text, std::string_view name,
                                           const std::filesystem::path& folder) {
    ConfigReader reader(name, folder);
    reader.read(text);
    if (!reader.mistakes().empty())
        return tl::unexpected(reader.mistakes().take());
    return reader.config();
}

std::string explainedConfig() {
    const Config config;
    std::string text(kBeginning);
    std::string_view section;
    for (const ConfigKey& key : configKeys()) {
        if (key.section != section)
            text += fmt::format("\n\n[{}]\n{}", key.section, asComment(explanationOfSection(key.section)));
        section = key.section;
        text += explainedKey(key, config);
    }
    return text;
}

} // namespace peripheral::kiosk
