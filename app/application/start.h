// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/options.h"
#include "instance/handover_message.h"
#include "storage/data_folder.h"

#include <QWindow>

#include <chrono>
#include <optional>

namespace peripheral {

/// What a start of the program comes to.
struct Start {
    bool handedOver = false;          ///< a window that runs has the file, and comes forward
    std::optional<DataFolder> folder; ///< this process's own now; neither of both: it cannot be had
};

/// How long a start waits for a folder that another process holds: one that was killed with a large model
/// open needs some of it to end.
inline constexpr std::chrono::milliseconds kPatienceOfStart{3000};

/// Keeps the desktop's permission to come forward, which it gives by $DESKTOP_STARTUP_ID on X11, where Qt
/// finds it on Wayland: $XDG_ACTIVATION_TOKEN. On X11 a QGuiApplication takes it away: before that.
void keepActivationToken();

/// Claims the data folder; where another process holds it, hands the model file over to its window. Where
/// nobody answers either, tries both again until `patience` is over. Blocks.
[[nodiscard]] Start begin(const Options& options, std::chrono::milliseconds patience = kPatienceOfStart);

/// Brings the window forward, as far as the desktop lets it: with the token that a later start was given.
void bringForward(QWindow& window, const QString& activationToken);

} // namespace peripheral
