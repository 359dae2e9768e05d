// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plm {

/// Physical cores that this process may run on: what the engine uses where nobody says otherwise, because two
/// hyper-threads share the units that it keeps busy. At least 1.
int physicalCores();

} // namespace plm
