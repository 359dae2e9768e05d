// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace peripheral {

/// Takes relative paths in $XDG_DATA_HOME and its like out of the environment, as the specification of these
/// folders demands: Qt and other libraries would use them, below whatever folder the program is started in.
/// To be called before any of them looks, and before there are threads.
void ignoreRelativeFolders();

} // namespace peripheral
