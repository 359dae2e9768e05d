// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Peripheral.Style

/// Qt's keyboard as a kiosk shows it: while somebody writes, in one language, and without anything that learns, foretells
/// or keeps words. It stands in the window, and turns with what it stands in.
Item {
    id: keyboard

    required property string layout ///< of Qt's, "de_DE"
    required property real room     ///< the height of what it stands in
    readonly property bool shown: panel.active
    /// Four rows of keys: as high as a finger likes them, and never more than half of the screen.
    readonly property real panelHeight: Math.round(Math.min(room / 2, Math.max(4 * Theme.target, Math.min(width * 0.3, 5 * Theme.target))))

    objectName: "screenKeyboard"
    height: shown ? panelHeight : 0
    visible: shown
    Component.onCompleted: {
        VirtualKeyboardSettings.styleName = "peripheral";
        VirtualKeyboardSettings.defaultInputMethodDisabled = true; // the one that would foretell words
        VirtualKeyboardSettings.defaultDictionaryDisabled = true;
        VirtualKeyboardSettings.handwritingModeDisabled = true;
        VirtualKeyboardSettings.fullScreenMode = false;
        VirtualKeyboardSettings.wordCandidateList.alwaysVisible = false; // qmllint disable
        VirtualKeyboardSettings.wordCandidateList.autoCommitWord = false; // qmllint disable
        VirtualKeyboardSettings.inputMethodHints = Qt.ImhNoPredictiveText | Qt.ImhSensitiveData;
        setLayout();
    }
    onLayoutChanged: setLayout()

    InputPanel {
        id: panel

        objectName: "inputPanel"
        width: parent.width
        externalLanguageSwitchEnabled: true // and nobody listens: the visitor's language is chosen elsewhere
    }
    Binding {
        target: panel.keyboard.style // qmllint disable
        property: "keyboardDesignHeight"
        value: keyboard.width > 0 ? keyboard.panelHeight / keyboard.width * 1000 : 1
    }

    function setLayout(): void {
        VirtualKeyboardSettings.activeLocales = [layout];
        VirtualKeyboardSettings.locale = layout;
    }
    /// Ends what is being written, and forgets it: shift, half-made characters, what stood around the cursor.
    function reset(): void {
        Qt.inputMethod.hide(); // qmllint disable
        Qt.inputMethod.reset(); // qmllint disable
        InputContext.clear();
    }
}
