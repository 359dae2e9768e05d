// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <sys/types.h>

/// Where any of the texts stands, in UTF-8 or UTF-16, in memory of another process that is no page of a file
/// that it only reads: the mapping's name and which text. A second pair of eyes: a plain search that shares
/// nothing with the one of the program.
[[nodiscard]] QStringList placesOf(pid_t process, const QStringList& texts);
