// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plm {

/// The number of threads that the engine uses where `asked` are asked for: no more than processors that this
/// process may run on (by affinity and by quota), because every loop would wait for those that have none; and
/// where `asked` is 0, one a physical core, or fewer where there is a quota. At least 1. Any thread.
[[nodiscard]] int threadsFor(int asked);

} // namespace plm
