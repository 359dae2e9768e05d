// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/config_reader.h"

#include "kiosk/contrast.h"
#include "kiosk/nearest_name.h"
#include "kiosk/shown.h"
#include "kiosk/utf8.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace peripheral::kiosk {

namespace {

std::string placeOf(std::string_view section, std::string_view key) {
    return fmt::format("{}/{}", section, key);
}

const ConfigKey* findKey(std::string_view section, std::string_view name) {
    const auto keys = configKeys();
    const auto found = std::ranges::find_if(
        keys, [&](const ConfigKey& key) { return key.section == section && key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

/// What to do about a key that its section does not have.
std::string adviceOnKey(std::string_view section, std::string_view name) {
    std::vector<std::string_view> names;
    for (const ConfigKey& key : configKeys()) {
        if (key.name == name)
            return fmt::format("; it belongs into [{}]", key.section);
        if (key.section == section)
            names.push_back(key.name);
    }
    const auto nearest = nearestName(name, names);
    return nearest.empty() ? std::string() : fmt::format("; is {} meant?", inQuotes(nearest));
}

std::string adviceOnSection(std::string_view name) {
    std::vector<std::string_view> names;
    for (const ConfigKey& key : configKeys())
        if (names.empty() || names.back() != key.section)
            names.push_back(key.section);
    const auto nearest = nearestName(name, names);
    return nearest.empty() ? fmt::format("; there are: {}", fmt::join(names, ", "))
                           : fmt::format("; is [{}] meant?", nearest);
}

std::string faultOfLanguage(const ConfigKey& key, std::string_view language) {
    const auto known = kioskLanguages();
    if (key.byLanguage == language.empty())
        return key.byLanguage ? fmt::format("is by language, as {}.en", key.name) : "is not by language";
    if (!language.empty() && std::ranges::find(known, language) == known.end())
        return fmt::format("is of a language that is none of: {}", fmt::join(known, ", "));
    return {};
}

} // namespace

void ConfigReader::read(std::string_view text) {
    const IniLines read = readIniLines(text, m_mistakes);
    for (const IniSection& section : read.sections)
        readSection(section);
    for (const IniLine& line : read.lines)
        readKey(line);
    completePaths();
    checkColours();
    checkTogether();
}

void ConfigReader::readSection(const IniSection& section) {
    if (explanationOfSection(section.name).empty())
        m_mistakes.add(section.number,
                       fmt::format("[{}] is unknown{}", section.name, adviceOnSection(section.name)));
}

void ConfigReader::readKey(const IniLine& line) {
    const auto dot = std::min(line.key.find('.'), line.key.size());
    const auto name = line.key.substr(0, dot);
    if (line.section.empty())
        return m_mistakes.add(line.number,
                              fmt::format("{} stands before the first [section]", inQuotes(line.key)));
    if (explanationOfSection(line.section).empty())
        return; // which has been said
    const ConfigKey* const key = findKey(line.section, name);
    if (key == nullptr)
        return m_mistakes.add(line.number, fmt::format("{} is unknown in [{}]{}", inQuotes(line.key),
                                                       line.section, adviceOnKey(line.section, name)));
    const auto [place, isNew] = m_places.try_emplace(placeOf(line.section, line.key), line.number);
    if (!isNew)
        return m_mistakes.add(line.number,
                              fmt::format("{} stands in line {} already", inQuotes(line.key), place->second));
    readValue(*key, dot < line.key.size() ? line.key.substr(dot + 1) : std::string_view(), line);
}

void ConfigReader::readValue(const ConfigKey& key, std::string_view language, const IniLine& line) {
    std::string fault =
        line.key.ends_with('.') ? "has nothing behind its dot" : faultOfLanguage(key, language);
    if (fault.empty())
        fault = key.read(m_config, language, line.value);
    if (!fault.empty())
        m_mistakes.add(line.number, fmt::format("{} {}", inQuotes(line.key), fault));
}

/// About a key wherever it stands; 0 where it does not.
void ConfigReader::complain(std::string_view section, std::string_view key, std::string_view what) {
    m_mistakes.add(lineOf(section, key), fmt::format("{} {}", inQuotes(key), what));
}

/// Says what is at fault, if anything; true where the kiosk has to do without what the key names.
bool ConfigReader::isWithout(std::string_view section, std::string_view key, const FileFault& fault,
                             std::string_view consequence) {
    if (fault.isMistake)
        complain(section, key, fault.what);
    else if (!fault.isNone())
        m_faults.add(lineOf(section, key), fmt::format("{} {}; {}", inQuotes(key), fault.what, consequence));
    return !fault.isNone();
}

int ConfigReader::lineOf(std::string_view section, std::string_view key) const {
    const auto place = m_places.find(placeOf(section, key));
    return place == m_places.end() ? 0 : place->second;
}

void ConfigReader::completePaths() {
    for (auto* path : {&m_config.model, &m_config.picture, &m_config.folder, &m_config.log})
        if (!path->empty())
            *path = (m_folder / *path).lexically_normal();
}

/// Words are read on their colour, or nothing is: the operator's own is completed, and both together are
/// looked at.
void ConfigReader::checkColours() {
    constexpr double kReadable = 4.5;
    auto& [accent, accentText] = m_config.colours;
    if (accent.empty()) {
        if (!accentText.empty())
            complain("operator", "accent-text", "needs an accent, too");
        return;
    }
    const double below = luminance(accent).value_or(0);
    if (accentText.empty()) // of the two, one always has 4.5:1
        accentText = contrast(below, 0) > contrast(below, 1) ? "#000000" : "#FFFFFF";
    const double found = contrast(below, luminance(accentText).value_or(0));
    if (found < kReadable)
        complain("operator", "accent-text",
                 fmt::format("has a contrast of {:.1f}:1 on the accent, and it takes {}:1 to be read",
                             std::floor(found * 10) / 10, kReadable));
}

void ConfigReader::checkTogether() {
    if (m_config.hotDegrees <= m_config.warmDegrees) {
        const bool isSaid = m_places.contains(placeOf("machine", "hot-degrees"));
        complain("machine", isSaid ? "hot-degrees" : "warm-degrees",
                 fmt::format("leaves hot-degrees ({}) no higher than warm-degrees ({})", m_config.hotDegrees,
                             m_config.warmDegrees));
    }
    for (const auto& [language, list] : m_config.suggestions)
        for (const std::string& suggestion : list)
            if (std::cmp_greater(countCharacters(suggestion).value_or(0), m_config.questionCharacters))
                complain("visit", "suggestions." + language,
                         fmt::format("has one of more characters than a question may have ({})",
                                     m_config.questionCharacters));
}

} // namespace peripheral::kiosk
