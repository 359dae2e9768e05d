// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

class Chat;

/// Sends `question` as soon as something can be sent. For tests.
void sendWhenReady(Chat& chat, const QString& question);

/// Opens the newest conversation and goes on with its last answer, as soon as both can be done. For tests.
void continueWhenReady(Chat& chat);

} // namespace peripheral
