// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// Before the first question: who answers, how well, and some questions to press. Where the window is low, it is set
/// closer, so that these are in sight all the same; the rest is scrolled to.
ScrollArea {
    id: empty

    required property LoadedModel loadedModel
    required property bool canSend
    required property Navigation navigation
    readonly property bool compact: height < 430 * Theme.textScale

    signal suggested(text: string)

    objectName: "emptyState"
    contentHeight: Math.max(height, column.implicitHeight + 2 * column.least)

    ColumnLayout {
        id: column

        readonly property int least: empty.compact ? Theme.spaceS : Theme.spaceL ///< above and below

        width: Math.min(empty.width - 2 * Theme.spaceL, Theme.scaled(560))
        x: (empty.width - width) / 2
        y: Math.max(least, (empty.height - implicitHeight) * 0.42)
        spacing: empty.compact ? Theme.spaceXs : Theme.spaceS

        Text {
            objectName: "whoAnswers"
            Layout.fillWidth: true
            text: empty.loadedModel.ready ? qsTr("%1 answers here").arg(empty.loadedModel.name)
                : empty.loadedModel.loading ? qsTr("A moment: the model is loading") : qsTr("No model is loaded")
            color: Theme.colors.text
            font.family: Theme.family
            font.pixelSize: empty.width > 480 * Theme.textScale && !empty.compact ? Theme.displaySize : Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Caption {
            Layout.fillWidth: true
            visible: text.length > 0
            text: empty.loadedModel.ready ? empty.loadedModel.limits : ""
            color: Theme.colors.muted
            font.pixelSize: empty.compact ? Theme.smallSize : Theme.bodySize
            lineHeight: empty.compact ? 1 : 1.3
        }
        Item {
            Layout.preferredHeight: empty.compact ? 0 : Theme.spaceS
        }
        Repeater {
            model: empty.loadedModel.suggestions

            delegate: SuggestionButton {
                required property string modelData
                required property int index

                objectName: "suggestion" + index
                Layout.fillWidth: true
                enabled: empty.canSend
                compact: empty.compact
                text: modelData
                onClicked: empty.suggested(modelData)
            }
        }
        TextButton {
            objectName: "largerModel"
            visible: empty.navigation.offers("models")
            Layout.leftMargin: -Theme.spaceM
            quiet: true
            glyph: "model"
            text: empty.loadedModel.ready ? qsTr("Use a larger model") : qsTr("Choose a model")
            onClicked: empty.navigation.open("models")
        }
        Caption {
            Layout.fillWidth: true
            text: qsTr("Everything stays on this computer; nothing is sent anywhere.")
            color: Theme.colors.muted
            font.pixelSize: Theme.smallSize
        }
    }

    /// A question to press.
    component SuggestionButton: PlainButton {
        id: button

        property bool compact: false ///< where there is little room

        implicitHeight: compact ? Math.max(Theme.target, implicitContentHeight + 2 * Theme.spaceXs)
                              : Math.max(Theme.target + Theme.spaceXs, implicitContentHeight + 2 * Theme.spaceM)
        leftPadding: Theme.spaceL
        rightPadding: Theme.spaceL

        contentItem: IconText {
            layoutDirection: Qt.RightToLeft
            glyph: "continue"
            glyphSize: Theme.smallIconSize
            glyphColor: button.hovered || button.visualFocus ? Theme.colors.accent : Theme.colors.muted
            text: button.text
            font: button.font
            wrap: true
        }
        background: Rectangle {
            radius: Theme.cardRadius
            color: button.hovered || button.down ? Theme.colors.raised : Theme.colors.surface
            border.width: Theme.hairline
            border.color: Theme.colors.line
            FocusRing {
                radius: Theme.cardRadius + Theme.focusWidth
                shown: button.visualFocus
            }
        }
    }
}
