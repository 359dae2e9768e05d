// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace peripheral {

// Which version of the programs this is. Any thread.

/// E.g. "0.1.0".
extern const std::string_view kVersion;
/// The commit that it was built from, shortened; empty where the sources were in no repository.
extern const std::string_view kCommit;
/// How many commits led to it; 0 likewise.
extern const int kCommits;
/// The day of that commit, in UTC, e.g. "2026-11-30"; of the build likewise.
extern const std::string_view kDate;

/// The name with version and commit, for what says who measured.
[[nodiscard]] std::string programText();

} // namespace peripheral
