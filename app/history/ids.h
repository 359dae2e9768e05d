// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace peripheral {

/// What the database counts conversations and messages by; never used twice. 0: none, or not saved yet.
using ConversationId = qint64;
using MessageId = qint64;

} // namespace peripheral
