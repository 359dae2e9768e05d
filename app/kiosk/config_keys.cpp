// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/config_keys.h"

#include "kiosk/config_values.h"

#include <array>
#include <utility>
#include <vector>

namespace peripheral::kiosk {

namespace {

using Explained = std::pair<std::string_view, std::string_view>;

constexpr std::array kSections{
    Explained{"model", "What answers."},
    Explained{"operator", "Who stands behind the kiosk, and how it looks."},
    Explained{"visit", "What a visitor may do, and for how long."},
    Explained{"screen", "The screen, and what is touched on it."},
    Explained{"administration", "The operator's own page, behind a gesture and a PIN."},
    Explained{"machine", "What the machine is spared and what it writes."},
};

/// Adds keys to a section, one after the other.
class Keys {
public:
    void section(std::string_view name) { m_section = name; }
    void add(std::string_view name, std::string_view explanation, Values values) {
        put(name, explanation, false, values);
    }
    void addByLanguage(std::string_view name, std::string_view explanation, Values values) {
        put(name, explanation, true, values);
    }
    std::vector<ConfigKey> take() { return std::move(m_keys); }

private:
    void put(std::string_view name, std::string_view explanation, bool byLanguage, Values& values) {
        m_keys.push_back({.section = m_section,
                          .name = name,
                          .explanation = explanation,
                          .byLanguage = byLanguage,
                          .read = std::move(values.read),
                          .write = std::move(values.write)});
    }

    std::string_view m_section;
    std::vector<ConfigKey> m_keys;
};

void addModel(Keys& keys) {
    keys.section("model");
    keys.add("file",
             "The model, a .gguf file. Under systemd's units the user peripheral-kiosk has to be able to "
             "read it, and\n"
             "nothing below /home, /root or /tmp is seen. Empty: the one that comes with the program.",
             pathValue(&Config::model));
    keys.add("threads", "How many threads compute. 0: as many as make sense on this machine.",
             wholeNumber(&Config::threads, 0, 256));
    keys.add("context-tokens",
             "How much of a conversation the model keeps in mind, in tokens, where it can keep as much.\n"
             "More takes more memory.",
             wholeNumber(&Config::contextTokens, 256, 131'072));
    keys.add("languages",
             "The languages that the model answers in, with commas between them: en. Visitors who chose "
             "another one\n"
             "read a notice about it. Empty: it answers in all of them.",
             modelLanguagesValue());
}

void addOperator(Keys& keys) {
    keys.section("operator");
    keys.add("name", "The name on the first screen, one line: City Library.",
             textValue(&Config::name, Lines::One));
    keys.addByLanguage("message",
                       "A line below it that invites people, by language. Empty: the program's own.",
                       textByLanguage(&Config::message, Lines::One));
    keys.add("picture",
             "A picture for the first screen, PNG, JPEG or SVG; where it may lie is as for the model. Empty: "
             "none.",
             pathValue(&Config::picture));
    keys.add(
        "scheme", "Colours: light, dark or high-contrast.",
        wordValue<std::string>(&Config::scheme,
                               {{"light", "light"}, {"dark", "dark"}, {"high-contrast", "high-contrast"}}));
    keys.add("accent", "The colour of what is to be pressed, as #RRGGBB. Empty: the program's own.",
             colourValue(&Colours::accent));
    keys.add("accent-text",
             "The colour of words on it; the contrast of the two is to be at least 4.5:1.\n"
             "Empty: black or white, whichever is read better.",
             colourValue(&Colours::accentText));
}

void addWordsOfVisit(Keys& keys) {
    keys.section("visit");
    keys.add("languages",
             "The languages to choose from: en, de, zh_CN. The first one is shown while nobody is there.",
             languagesValue());
    keys.add("consent", "Whether visitors agree to a note on privacy first: yes or no.",
             yesOrNo(&Config::consent));
    keys.addByLanguage(
        "privacy",
        "That note in your words, by language; \"\\n\" between quotation marks begins a new line.\n"
        "Empty: the program's own, which says that nothing is kept.",
        textByLanguage(&Config::privacy, Lines::Several));
    keys.addByLanguage(
        "suggestions",
        "Up to eight questions to begin with, by language, as \"Why is the sky blue?\", \"Tell a story.\"\n"
        "Empty: the program's own.",
        suggestionsValue());
    keys.add("system-prompt", "What the model is told before each conversation. Empty: nothing.",
             textValue(&Config::systemPrompt, Lines::Several));
}

void addLimitsOfVisit(Keys& keys) {
    keys.section("visit");
    keys.add("idle",
             "Seconds without reading, typing or an answer until the kiosk asks whether somebody is there.",
             wholeNumber(&Config::idle, 5, 3600));
    keys.add("countdown", "Seconds to say so, before everything is erased.",
             wholeNumber(&Config::countdown, 3, 600));
    keys.add("question-characters", "How long a question may be, in characters.",
             wholeNumber(&Config::questionCharacters, 20, 8000));
    keys.add("answer-tokens",
             "How long an answer may be, in tokens, of which an English word has one or two.",
             wholeNumber(&Config::answerTokens, 16, 8192));
    keys.add("answers", "How many answers a visitor gets. 0: any number.",
             wholeNumber(&Config::answers, 0, 10'000));
    keys.add("read-aloud",
             "Whether answers can be read aloud, where Qt TextToSpeech is installed: yes or no.",
             yesOrNo(&Config::readAloud));
    keys.add("panel",
             "Whether a panel beside the chat shows what the machine does, for exhibitions: yes or no.",
             yesOrNo(&Config::panel));
}

void addScreen(Keys& keys) {
    keys.section("screen");
    keys.add("rotation", "How far the picture is turned clockwise, in degrees: 0, 90, 180 or 270.",
             wordValue<Rotation>(&Config::rotation, {{"0", Rotation::None},
                                                     {"90", Rotation::Quarter},
                                                     {"180", Rotation::Half},
                                                     {"270", Rotation::ThreeQuarters}}));
    keys.add("keyboard", "Whether there is a keyboard on the screen: yes or no.", yesOrNo(&Config::keyboard));
    keys.add("hide-pointer", "Seconds without movement until the mouse pointer is hidden.",
             wholeNumber(&Config::hidePointer, 0, 3600));
    keys.add("dark-after", "Minutes without a visitor until the screen is dark; a touch wakes it. 0: never.",
             wholeNumber(&Config::darkAfter, 0, 1440));
    keys.add("text-scale", "How much larger than usual everything is, 1 to 2.",
             fraction(&Config::textScale, 1, 2));
}

void addAdministration(Keys& keys) {
    keys.section("administration");
    keys.add("pin-hash",
             "The PIN, as `peripheral --hash-pin` writes it. Empty: nobody reaches the operator's page, and "
             "the kiosk\n"
             "is left by ending the program from outside.",
             pinHashValue());
    keys.add("corner",
             "Where the gesture for the operator's page begins, as visitors see the picture: top-left, "
             "top-right,\n"
             "bottom-left or bottom-right.",
             wordValue<Corner>(&Config::corner, {{"top-left", Corner::TopLeft},
                                                 {"top-right", Corner::TopRight},
                                                 {"bottom-left", Corner::BottomLeft},
                                                 {"bottom-right", Corner::BottomRight}}));
}

void addMachine(Keys& keys) {
    keys.section("machine");
    keys.add(
        "folder",
        "The only folder that the kiosk writes to, nothing of what visitors say: wrong PINs, how many "
        "answers\n"
        "there were, and the model's weights as the processor reads them, up to 8 GB and at most half of "
        "what is\n"
        "free. Under systemd's units it is /var/lib/peripheral-kiosk or below: nothing else can be written.\n"
        "Empty: none; PINs and counts are then forgotten when the machine restarts.",
        pathValue(&Config::folder));
    keys.add("log",
             "A file for messages, nothing of what visitors say; under systemd's units below the folder "
             "above. Empty:\n"
             "standard error only.",
             pathValue(&Config::log));
    keys.add("log-bytes", "How long it grows before a new one is begun; four old ones are kept.",
             wholeNumber(&Config::logBytes, 10'000, 1'000'000'000));
    keys.add("warm-degrees",
             "The temperature in degrees Celsius from which half of the threads compute, and a quiet notice "
             "says so.",
             fraction(&Config::warmDegrees, 30, 120));
    keys.add("hot-degrees",
             "The one from which no question is answered until the machine has cooled; above the other.",
             fraction(&Config::hotDegrees, 30, 120));
}

std::vector<ConfigKey> makeKeys() {
    Keys keys;
    addModel(keys);
    addOperator(keys);
    addWordsOfVisit(keys);
    addLimitsOfVisit(keys);
    addScreen(keys);
    addAdministration(keys);
    addMachine(keys);
    return keys.take();
}

} // namespace

std::span<const std::string_view> kioskLanguages() {
    static constexpr std::array<std::string_view, 3> kLanguages{"en", "de", "zh_CN"};
    return kLanguages;
}

std::span<const ConfigKey> configKeys() {
    static const std::vector<ConfigKey> keys = makeKeys();
    return keys;
}

std::string_view explanationOfSection(std::string_view section) {
    for (const auto& [name, explanation] : kSections)
        if (name == section)
            return explanation;
    return {};
}

} // namespace peripheral::kiosk
