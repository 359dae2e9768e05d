// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config_keys.h"
#include "kiosk/file_fault.h"
#include "kiosk/ini_lines.h"
#include "kiosk/mistakes.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// Reads a file of settings as far as it can be read, and knows where each key stood.
class ConfigReader {
public:
    ConfigReader(std::string_view name, std::filesystem::path folder)
        : m_mistakes(name),
          m_faults(name),
          m_folder(std::move(folder)) {}

    void read(std::string_view text);
    /// Of model, picture, folder and log: each that the machine does not give is done without.
    void checkFiles();

    [[nodiscard]] const Config& config() const { return m_config; }
    void setConfig(Config config) { m_config = std::move(config); }
    [[nodiscard]] MistakeList& mistakes() { return m_mistakes; }
    /// What the machine does not give of what is named.
    [[nodiscard]] MistakeList& faults() { return m_faults; }

private:
    void readSection(const IniSection& section);
    void readKey(const IniLine& line);
    void readValue(const ConfigKey& key, std::string_view language, const IniLine& line);
    void complain(std::string_view section, std::string_view key, std::string_view what);
    bool isWithout(std::string_view section, std::string_view key, const FileFault& fault,
                   std::string_view consequence);
    [[nodiscard]] int lineOf(std::string_view section, std::string_view key) const;
    void completePaths();
    void checkColours();
    void checkTogether();

    Config m_config;
    MistakeList m_mistakes;
    MistakeList m_faults;
    std::filesystem::path m_folder;                   ///< that of the file
    std::map<std::string, int, std::less<>> m_places; ///< lines of keys, as "section/key.language"
};

} // namespace peripheral::kiosk
