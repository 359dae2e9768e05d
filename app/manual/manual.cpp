// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/manual.h"

#include "manual/forms.h"

#include <algorithm>
#include <array>

namespace peripheral {

std::optional<std::string> manual(const ProgramManual& program, std::string_view form) {
    if (form == "man")
        return manPage(program);
    if (form == "bash")
        return bashCompletion(program);
    if (form == "zsh")
        return zshCompletion(program);
    if (form == "fish")
        return fishCompletion(program);
    return std::nullopt;
}

bool takesFile(const OptionManual& option) {
    static constexpr std::array<std::string_view, 4> kFiles{"FILE", "FOLDER", "PROGRAM", "RECORDING"};
    return std::any_of(kFiles.begin(), kFiles.end(),
                       [&](std::string_view kind) { return option.value.starts_with(kind); });
}

std::vector<std::string> choices(const OptionManual& option) {
    std::vector<std::string> found;
    if (option.value.find('|') == std::string::npos)
        return found;
    for (std::size_t start = 0; start <= option.value.size();) {
        const std::size_t end = std::min(option.value.find('|', start), option.value.size());
        found.push_back(option.value.substr(start, end - start));
        start = end + 1;
    }
    return found;
}

std::string shortHelp(const std::string& help) {
    return help.substr(0, std::min({help.find(';'), help.find(": "), help.find(". ")}));
}

std::string escaped(std::string_view text, std::string_view special) {
    std::string result;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result;
}

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string functionName(const ProgramManual& program) {
    std::string name = "_" + program.program.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

} // namespace peripheral
