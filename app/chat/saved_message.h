// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message_list_model.h"
#include "history/rows.h"

namespace peripheral {

/// A message of the history as the window shows it.
[[nodiscard]] Message fromHistory(const MessageRow& row);

} // namespace peripheral
