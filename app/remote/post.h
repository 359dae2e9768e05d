// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace peripheral {

/// Runs `task` in the thread of `object`, behind all that was posted there before; not at all where that
/// thread has ended. From any thread; `object` must outlive the call.
void post(QObject* object, std::function<void()> task);

} // namespace peripheral
