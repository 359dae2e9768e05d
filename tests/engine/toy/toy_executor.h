// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

namespace plm::toy {

/// An executor as a device wants one, in plain loops: it only records what it is asked for, computes all of
/// it at one submission a batch, and keeps its cache in an order of its own. It shows that the seam bears
/// such a one.
extern const ExecutorPlug kToyExecutor;

} // namespace plm::toy
