// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// Writes `text` to standard output; where not all of it can be written, says so on standard error and gives
/// false.
[[nodiscard]] bool writeOut(const QString& text);

} // namespace peripheral
