// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Peripheral.Core
import Peripheral.Style
import Peripheral.Kiosk

/// What the machine does while it answers, for exhibitions: beside a wide chat all of it, beside a narrower one a strip
/// with two numbers, which unfolds where the chat can still be read then. It shows numbers alone, no word of the visitor.
Rectangle {
    id: panel

    required property Chat chat
    required property Exhibit exhibit
    required property real room ///< for chat and panel together
    property bool unfolded: false
    readonly property bool beside: room >= Theme.wideWindow
    readonly property bool foldable: !beside && room >= Theme.narrowWindow
    readonly property bool whole: beside || (foldable && unfolded)

    objectName: "exhibitionPanel"
    width: whole ? Theme.panelWidth : strip.implicitWidth
    color: Theme.colors.surface
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("What the machine does")

    // Read only while it is seen: a dark screen or a hidden window costs nothing.
    DeviceWatch {
        readings: panel.exhibit.readings
        active: panel.visible && panel.Window.visibility !== Window.Hidden && panel.Window.visibility !== Window.Minimized
    }
    Hairline {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
    }
    ExhibitionStrip {
        id: strip

        anchors.fill: parent
        visible: !panel.whole
        enabled: panel.foldable
        chat: panel.chat
        telemetry: panel.exhibit.telemetry
        onClicked: panel.unfolded = true
    }
    OnDemand {
        needed: panel.whole

        ScrollArea {
            id: scroll

            objectName: "exhibitionScroll"
            anchors.fill: panel
            contentHeight: content.height + 2 * Theme.spaceL

            ExhibitionContent {
                id: content

                x: Theme.spaceL
                y: Theme.spaceL
                width: scroll.width - 2 * Theme.spaceL
                chat: panel.chat
                exhibit: panel.exhibit
                foldable: panel.foldable
                onFolded: panel.unfolded = false
            }
        }
    }
}
