// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/manual.h"

namespace peripheral {

// The forms of a manual, each in a file of its own.

std::string manPage(const ProgramManual& program);
std::string bashCompletion(const ProgramManual& program);
std::string zshCompletion(const ProgramManual& program);
std::string fishCompletion(const ProgramManual& program);

// What these need to know of an option.

/// Whether its value is a file or a folder, by its name.
bool takesFile(const OptionManual& option);
/// What its value is chosen from; empty where that is not known.
std::vector<std::string> choices(const OptionManual& option);
/// The first sentence or clause of a help, for one line of a menu.
std::string shortHelp(const std::string& help);
/// `text` with a backslash before each of `special`.
std::string escaped(std::string_view text, std::string_view special);
/// In single quotes, as sh reads them.
std::string quoted(std::string_view text);
/// The program's name as a name of a function.
std::string functionName(const ProgramManual& program);

} // namespace peripheral
