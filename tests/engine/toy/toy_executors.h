// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

namespace plm::toy {

/// The engine's, and one line more.
[[nodiscard]] Executors withToy();

} // namespace plm::toy
