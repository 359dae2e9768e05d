// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core

/// Puts pieces of answers on the clipboard for whoever asks. Whoever made it says so to the user.
QtObject {
    id: copier

    required property Chat chat

    signal copied

    function copy(text: string): void {
        chat.copyText(text);
        copied();
    }
}
