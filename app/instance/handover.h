// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "instance/handover_message.h"

#include <QString>

#include <chrono>

namespace peripheral {

/// Gives the message to the window at this address (see handoverAddress()); true where it says that it has
/// it. Blocks, no longer than `patience`; without an event loop.
bool handOver(const QString& address, const HandoverMessage& message, std::chrono::milliseconds patience);

} // namespace peripheral
