// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/config.h"
#include "kiosk/ini_lines.h"

#include <cstdlib>

using peripheral::kiosk::Config;

namespace {

void demand(bool isTrue) {
    if (!isTrue)
        std::abort();
}

/// What the program relies on without looking again.
void demandSense(const Config& config) {
    for (const auto& path : {config.model, config.picture, config.folder, config.log})
        demand(path.empty() || path.is_absolute());
    demand(!config.languages.empty() && config.languages.size() <= 3);
    demand(config.threads >= 0 && config.contextTokens > 0);
    demand(config.idle.count() >= 5 && config.idle.count() <= 3600 && config.countdown.count() >= 3);
    demand(config.questionCharacters > 0 && config.answerTokens > 0 && config.answers >= 0);
    demand(config.textScale >= 1 && config.textScale <= 2 && config.warmDegrees < config.hotDegrees);
    demand(config.colours.accent.empty() == config.colours.accentText.empty());
    demand(config.name.find('\n') == std::string::npos);
    for (const auto& [language, list] : config.suggestions)
        demand(!list.empty() && list.size() <= 8);
}

} // namespace

/// Any bytes are settings that make sense, or a few sentences of one line each say why not; and a text that
/// is written as a value is read as the same.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto config = peripheral::kiosk::parseConfig(bytes, "kiosk.ini", "/etc/kiosk");
    if (config) {
        demandSense(*config);
    } else {
        demand(!config.error().empty() && config.error().size() <= 21);
        for (const auto& mistake : config.error())
            demand(mistake.starts_with("kiosk.ini") && mistake.size() < 4000 &&
                   mistake.find('\n') == std::string::npos &&
                   (mistake.back() == '.' || mistake.back() == '?'));
    }
    const std::string value = peripheral::kiosk::writeIniText(bytes);
    demand(peripheral::kiosk::readIniText(value) == std::string(bytes));
    const auto list = peripheral::kiosk::readIniList(value + ", " + value);
    demand(list && list->size() == 2 && list->front() == bytes && list->back() == bytes);
    return 0;
}
