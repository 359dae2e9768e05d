// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Peripheral.Style

/// Code as it is: never wrapped, with its language and a button that copies all of it. A long piece of code comes as
/// several of these; all but the first are `joined` and draw on where the one before ends.
Item {
    id: block

    required property BlockView view
    readonly property string code: view.text
    readonly property string language: view.language
    readonly property bool joined: view.joined
    property bool copied: false

    implicitHeight: scroll.y + scroll.height

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.colors.raised
        border.width: Theme.colors === Theme.highContrastColors ? Theme.hairline : 0
        border.color: Theme.colors.line
    }
    RowLayout {
        id: head

        visible: !block.joined
        height: visible ? Theme.target : 0
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.spaceL

        Text {
            objectName: "codeLanguage"
            Layout.fillWidth: true
            text: block.language.length > 0 ? block.language : qsTr("Code")
            color: Theme.colors.muted
            font.family: Theme.family
            font.pixelSize: Theme.smallSize
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }
        IconButton {
            objectName: "copyCode"
            visible: block.view.copier !== null
            glyph: block.copied ? "check" : "copy"
            glyphSize: Theme.smallIconSize
            tint: block.copied ? Theme.colors.good : Theme.colors.muted
            text: block.copied ? qsTr("Copied") : qsTr("Copy code")
            onClicked: {
                block.view.copier.copy(block.view.blocks.code(block.view.index));
                block.copied = true;
                copiedTimer.restart();
            }

            Timer {
                id: copiedTimer

                interval: 1500
                onTriggered: block.copied = false
            }
        }
    }
    Flickable {
        id: scroll

        objectName: "codeScroll"
        y: block.joined ? 0 : head.height
        width: block.width
        height: content.height + Theme.spaceM
        contentWidth: content.width
        contentHeight: height
        clip: contentWidth > width
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.HorizontalFlick
        ScrollBar.horizontal: ThinScrollBar {}

        TextEdit {
            id: content

            readonly property string shown: block.code.endsWith("\n") ? block.code.slice(0, -1) : block.code

            readOnly: true
            selectByMouse: !Theme.touch
            activeFocusOnPress: selectByMouse
            textFormat: TextEdit.PlainText
            text: shown
            leftPadding: Theme.spaceL
            rightPadding: Theme.spaceL
            color: Theme.colors.text
            selectionColor: Theme.colors.accent
            selectedTextColor: Theme.colors.accentText
            font.family: Theme.codeFamily
            font.pixelSize: Theme.codeSize
            Accessible.role: Accessible.StaticText
            Accessible.name: shown

            HoverHandler {
                cursorShape: Qt.IBeamCursor
            }
            StreamCaret {
                edit: content
                shown: block.view.caret
            }
        }
    }
}
