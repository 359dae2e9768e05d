// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs.quickimpl
import QtQuick.Layouts
import Peripheral.Style

/// A file or folder of the list: press to select, twice to open it.
FileDialogDelegate {
    id: row

    required property int index
    required property string fileName
    required property url fileUrl
    required property double fileSize
    required property date fileModified
    required property bool fileIsDir
    readonly property string size: fileIsDir ? qsTr("folder") : Format.bytes(fileSize)

    file: fileUrl
    text: fileName
    highlighted: (row.dialog as FileDialogImpl)?.selectedFile.toString() === fileUrl.toString()
    checkable: false
    focusPolicy: Qt.ClickFocus // Tab leads to the list as a whole
    implicitHeight: Math.max(Theme.target, Theme.scaled(28))
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceM
    font.pixelSize: Theme.bodySize
    Accessible.role: Accessible.ListItem
    Accessible.name: fileName
    Accessible.description: size
    Accessible.selected: highlighted
    Accessible.onPressAction: (row.dialog as FileDialogImpl).selectedFile = row.fileUrl

    contentItem: RowLayout {
        spacing: Theme.spaceM

        Icon {
            icon: row.fileIsDir ? "folder" : "file"
            size: Theme.smallIconSize
            color: row.fileIsDir ? Theme.colors.accent : Theme.colors.muted
        }
        Caption {
            Layout.fillWidth: true
            text: row.fileName
            wrapMode: Text.NoWrap
            elide: Text.ElideMiddle
            Accessible.ignored: true
        }
        Caption {
            visible: !row.fileIsDir
            text: row.size
            font.pixelSize: Theme.smallSize
            color: Theme.colors.muted
            Accessible.ignored: true
        }
        Caption {
            Layout.preferredWidth: Theme.scaled(88)
            visible: row.width > Theme.scaled(480)
            horizontalAlignment: Text.AlignRight
            text: row.fileIsDir ? "" : row.fileModified.toLocaleDateString(Qt.locale(), Locale.ShortFormat)
            font.pixelSize: Theme.smallSize
            color: Theme.colors.muted
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: row.highlighted || row.hovered || row.down ? Theme.colors.raised : "transparent"
        FocusRing {
            anchors.margins: 0
            shown: row.activeFocus
        }
    }
}
