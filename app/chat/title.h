// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// What a conversation is called after its first question: its first line that is not blank, at most 40
/// characters, cut between words and then ended with "…".
[[nodiscard]] QString titleFromQuestion(const QString& question);

} // namespace peripheral
