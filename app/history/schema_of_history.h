// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/schema.h"

namespace peripheral {

/// What the history keeps in history.db; its migrations are the numbered files of migrations/.
[[nodiscard]] Schema schemaOfHistory();

/// The failure that there is no history to read or write.
[[nodiscard]] Failure historyNotOpen();

} // namespace peripheral
