// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// Takes relative paths in $XDG_DATA_HOME and its like out of the environment, as the specification of these
/// folders demands, and lets $HOME be what the system knows as this user's where it is relative or not there:
/// Qt and other libraries would use them, below whatever folder the program is started in. To be called
/// before any of them looks, and before there are threads.
void ignoreRelativeFolders();

/// The folder that the environment's `variable` names, or else the one `below` the home folder: all of its
/// bytes, as pathFromBytes() has them, of which QStandardPaths would lose some.
[[nodiscard]] QString userFolder(const char* variable, const char* below);

} // namespace peripheral
