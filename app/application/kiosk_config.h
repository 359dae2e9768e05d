// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"
#include "kiosk/config.h"

#include <optional>

namespace peripheral {

/// What the file says that `--kiosk` names, or what is so where none is named. Nothing where something is
/// wrong with it: each mistake is said, a sentence, on standard error.
[[nodiscard]] std::optional<kiosk::ReadConfig> kioskConfig(const Options& options);

} // namespace peripheral
