// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace peripheral {

/// Stands by while a QGuiApplication is made, and lets it take file dialogs from the desktop's portal where
/// one runs. By itself Qt 6 does so in sandboxes only, and few desktops bring a plugin that shows theirs
/// otherwise; all else stays as such a plugin has it. Nobody waits for a portal that does not run or does not
/// answer at once: one that is installed is started then, for the next time. What the user says by
/// $QT_QPA_PLATFORMTHEME counts.
class PortalDialogs {
public:
    PortalDialogs();
    PortalDialogs(const PortalDialogs&) = delete;
    PortalDialogs& operator=(const PortalDialogs&) = delete;
    /// Programs that this one starts are told nothing.
    ~PortalDialogs();

private:
    bool m_asked = false;
};

} // namespace peripheral
