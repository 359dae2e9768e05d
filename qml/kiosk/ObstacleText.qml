// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Visit
import Peripheral.Style

/// Why no question can be asked now, in one calm sentence; empty where one can, or where that shows by itself.
Caption {
    required property Kiosk kiosk

    objectName: "obstacle"
    text: {
        switch (kiosk.obstacle) {
        case Kiosk.Loading:
            return qsTr("Getting ready…");
        case Kiosk.NoModel:
            return qsTr("This kiosk cannot answer at the moment. Please tell the staff.");
        case Kiosk.AnswersUsed:
            return qsTr("That was the last answer of this visit. Finish, and the next visit can begin.");
        case Kiosk.ContextFull:
            return qsTr("This conversation has become too long. Finish, and a new one can begin.");
        case Kiosk.QuestionTooLong:
            return qsTr("This question is too long. Make it shorter, or finish and begin anew.");
        case Kiosk.Hot:
            return qsTr("Cooling down, a moment please.");
        default:
            return "";
        }
    }
}
