// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Peripheral.Style

/// Which files are shown: one of a few.
ComboBox {
    id: choice

    objectName: "nameFilter"
    implicitWidth: Theme.scaled(160)
    implicitHeight: Math.max(Theme.target, Theme.scaled(28))
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceS
    font.pixelSize: Theme.bodySize
    Accessible.name: qsTr("Which files are shown")
    Accessible.description: displayText

    contentItem: Caption {
        text: choice.displayText
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        rightPadding: Theme.smallIconSize + Theme.spaceXs
        Accessible.ignored: true
    }
    indicator: Icon {
        x: choice.width - width - choice.rightPadding
        y: (choice.height - height) / 2
        icon: "chevron"
        size: Theme.smallIconSize
        color: Theme.colors.muted
    }
    background: Rectangle {
        radius: Theme.radius
        color: choice.hovered || choice.down ? Theme.colors.raised : Theme.colors.surface
        border.width: Theme.hairline
        border.color: Theme.colors.line
        FocusRing {
            shown: choice.visualFocus
        }
    }
    delegate: ItemDelegate {
        id: item

        required property int index
        required property string modelData

        width: ListView.view.width
        implicitHeight: Math.max(Theme.target, Theme.scaled(28))
        text: modelData
        highlighted: choice.highlightedIndex === index
        contentItem: Caption {
            text: item.text
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            font.weight: choice.currentIndex === item.index ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radius
            color: item.highlighted ? Theme.colors.raised : "transparent"
        }
    }
    popup: Popup {
        y: -height - Theme.spaceXs
        width: choice.width
        padding: Theme.spaceXs
        implicitHeight: contentItem.implicitHeight + 2 * padding
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: choice.delegateModel
            currentIndex: choice.highlightedIndex
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: Theme.hairline
            border.color: Theme.colors.line
        }
    }
}
