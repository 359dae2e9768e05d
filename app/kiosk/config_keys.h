// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// The languages that a kiosk's screens speak.
[[nodiscard]] std::span<const std::string_view> kioskLanguages();

/// One key of the file of settings: what people are told of it, and how it is read and written.
struct ConfigKey {
    std::string_view section;
    std::string_view name;
    std::string_view explanation; ///< sentences; one line each
    bool byLanguage = false;      ///< "name.en"
    /// Sets what a value says; `language` is the one behind the dot. Gives what is wrong with the value, as
    /// the second half of a sentence ("is …"); empty: nothing.
    std::function<std::string(Config&, std::string_view language, std::string_view value)> read;
    /// What a file has behind "=" that says what the configuration does; of a key by language an example of
    /// nothing.
    std::function<std::string(const Config&)> write;
};

/// All of them, in the order of the explained file. Reading, that file and the documentation follow from it.
[[nodiscard]] std::span<const ConfigKey> configKeys();

/// What a section is about: the comment below its heading; empty: there is no such section.
[[nodiscard]] std::string_view explanationOfSection(std::string_view section);

} // namespace peripheral::kiosk
