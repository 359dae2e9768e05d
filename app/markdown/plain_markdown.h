// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace peripheral {

/// True for lines of words that every Markdown parser shows as they stand, except for spaces at the end, and
/// that stay so when more such text follows. False where that is in doubt.
[[nodiscard]] bool isPlainMarkdown(QStringView markdown);

} // namespace peripheral
