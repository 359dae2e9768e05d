// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// `text` as part of one line of a label or of the log, as plm::shownText(): sentences, titles, and all else
/// that may hold text of files or users. What pathFromBytes() put in for bytes that are no UTF-8 is shown as
/// those bytes. Applied twice, it is as applied once. Any thread.
[[nodiscard]] QString shownText(const QString& text);

} // namespace peripheral
