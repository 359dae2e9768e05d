// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Profiles that ship with the program, whose figures somebody published: taken in one by one by who wants them.
ColumnLayout {
    id: published

    required property Profiles profiles
    property bool opened: false

    visible: shipped.count > 0 && !profiles.readOnly
    spacing: Theme.spaceS

    ShippedProfiles {
        id: shipped

        profiles: published.profiles
    }
    TextButton {
        objectName: "showPublished"
        quiet: true
        glyph: "compare"
        text: published.opened ? qsTr("Hide published profiles") : qsTr("Published profiles")
        onClicked: published.opened = !published.opened
    }
    Repeater {
        model: published.opened ? shipped : null

        delegate: ProfileFrame {
            id: one

            required property int index
            required property string name
            required property string source

            objectName: "published" + index
            Layout.fillWidth: true

            Caption {
                Layout.fillWidth: true
                text: one.name
                font.weight: Font.DemiBold
            }
            SelectableText {
                Layout.fillWidth: true
                text: one.source
                wrapMode: TextEdit.WrapAnywhere
                color: Theme.colors.muted
                font.pixelSize: Theme.smallSize
            }
            TextButton {
                objectName: "addPublished" + one.index
                glyph: "new"
                text: qsTr("Add to the list")
                Accessible.name: qsTr("Add to the list: %1").arg(one.name)
                onClicked: shipped.add(one.index)
            }
        }
    }
}
