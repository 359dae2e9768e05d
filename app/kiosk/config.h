// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace peripheral::kiosk {

/// How the picture is turned on the screen, clockwise, in degrees.
enum class Rotation : std::uint16_t { None = 0, Quarter = 90, Half = 180, ThreeQuarters = 270 };

/// The corner that the operator's gesture begins in, as the visitor sees the picture.
enum class Corner : std::uint8_t { TopLeft, TopRight, BottomLeft, BottomRight };

/// Colours of the operator's own; "#RRGGBB", empty: the program's.
struct Colours {
    std::string accent;
    std::string accentText; ///< where there is an accent, there is one

    bool operator==(const Colours&) const = default;
};

/// What the operator of a kiosk says: the file that `--kiosk FILE` names, described key by key in
/// config_keys.cpp, from which packaging/kiosk/kiosk.ini is written. What a default-made one says is what an
/// empty file says.
struct Config {
    /// By language, "en", "de", "zh_CN".
    using ByLanguage = std::map<std::string, std::string>;

    // [model]
    std::filesystem::path model; ///< empty: the built-in one
    int threads = 0;             ///< 0: as many as make sense
    int contextTokens = 4096;    ///< the cache's length, where the model has as much
    std::string modelLanguages;  ///< those that it answers in, e.g. "en,fr"; empty: it answers in all

    // [operator]
    std::string name;
    ByLanguage message;            ///< one line of invitation
    std::filesystem::path picture; ///< shown on the attract screen
    std::string scheme = "light";  ///< "light", "dark", "high-contrast"
    Colours colours;

    // [visit]
    std::vector<std::string> languages{"en", "de", "zh_CN"}; ///< to choose from; the first is the one at rest
    bool consent = true;                                     ///< a privacy note is to be agreed to first
    ByLanguage privacy; ///< the operator's words in place of the program's
    std::map<std::string, std::vector<std::string>> suggestions; ///< empty: the program's
    std::chrono::seconds idle{90};                               ///< without activity, until the countdown
    std::chrono::seconds countdown{20};
    int questionCharacters = 500;
    int answerTokens = 400;
    int answers = 20; ///< a visit; 0: no limit
    std::string systemPrompt;
    bool readAloud = false;
    bool panel = false; ///< "see what the machine does"

    // [screen]
    Rotation rotation = Rotation::None;
    bool keyboard = true;                ///< on the screen
    std::chrono::seconds hidePointer{3}; ///< without movement
    std::chrono::minutes darkAfter{0};   ///< at rest; 0: never
    double textScale = 1;                ///< 1 to 2

    // [administration]
    std::string pinHash; ///< as `peripheral --hash-pin` writes it; empty: nobody can leave the kiosk
    Corner corner = Corner::TopLeft;

    // [machine]
    std::filesystem::path folder;       ///< the one that may be written: attempts, statistics; empty: none
    std::filesystem::path log;          ///< empty: standard error only
    std::uint64_t logBytes = 1'000'000; ///< when the log is turned over; four old ones are kept
    double warmDegrees = 75;            ///< from here half of the threads compute, and a quiet notice says so
    double hotDegrees = 82;             ///< from here no new question is answered until it has cooled

    bool operator==(const Config&) const = default;
};

/// What is wrong with a file of settings: a sentence for each mistake, which names file, line and key.
using Mistakes = std::vector<std::string>;

/// What `text` says. `name` is the file's as people see it, for the sentences; relative paths in it are
/// relative to `folder`. Any bytes may be given; nothing is read but `text`.
[[nodiscard]] tl::expected<Config, Mistakes> parseConfig(std::string_view text, std::string_view name,
                                                         const std::filesystem::path& folder);

/// Settings that a kiosk can start with.
struct ReadConfig {
    Config config;
    /// What they name and the machine does not give at present, and what becomes of that, a sentence each:
    /// the kiosk goes on without it, and an operator should know.
    std::vector<std::string> faults;
};

/// Looks at what `config` names: model, picture, folder, log. `name` as above. That something of another kind
/// is there by a name is a mistake. What is not there, or cannot be read or written (a disk that is not
/// mounted, a card that went read-only or is damaged, rights that changed), keeps no kiosk from starting: it
/// is among the faults; picture and log are left empty then, model and folder stay named.
[[nodiscard]] tl::expected<ReadConfig, Mistakes> checkFiles(Config config, std::string_view name);

/// The same as parseConfig() and checkFiles() from a file of at most 1 MiB, by the name that it is given.
[[nodiscard]] tl::expected<ReadConfig, Mistakes> readConfig(const std::filesystem::path& file);

/// A file that says what a default-made Config says, with every key explained: packaging/kiosk/kiosk.ini.
[[nodiscard]] std::string explainedConfig();

} // namespace peripheral::kiosk
