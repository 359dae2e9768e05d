// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Style
import Peripheral.Pages

/// What a profile says in words, under the colour that it has in the charts.
ProfileFrame {
    id: card

    required property int index
    required property string name
    required property string badge
    required property string source
    required property bool isBaseline
    required property list<string> labels
    required property list<string> values

    objectName: "deviceCard" + index

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.spaceXs
            implicitWidth: Theme.smallIconSize
            implicitHeight: Theme.smallIconSize
            radius: Theme.spaceXs
            color: Theme.colors.series[Math.max(card.index, 0) % Theme.colors.series.length] // -1 while it goes
        }
        Caption {
            Layout.fillWidth: true
            text: card.name
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Badge {
            text: card.badge
        }
        Badge {
            visible: card.isBaseline
            text: qsTr("baseline")
            strong: true
        }
    }
    SelectableText {
        Layout.fillWidth: true
        visible: text.length > 0
        text: card.source
        wrapMode: TextEdit.WrapAnywhere
        color: Theme.colors.muted
        font.pixelSize: Theme.smallSize
    }
    Repeater {
        model: card.labels.length

        delegate: LabelledLine {
            required property int index

            Layout.fillWidth: true
            label: card.labels[index]
            value: card.values[index]
        }
    }
    Item {
        Layout.fillHeight: true // what is left of a card beside a higher one
    }
}
