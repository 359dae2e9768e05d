// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style

/// A part of the panel under a heading, which folds away and stays so. What is folded does not exist and costs nothing.
Column {
    id: section

    required property string name ///< by which the settings know it
    required property string title
    required property Settings settings
    property string explanation
    property Component body
    readonly property bool folded: Array.from(settings.foldedSections).includes(name)

    function fold(away: bool): void {
        const others = Array.from(settings.foldedSections).filter(one => one !== section.name);
        settings.foldedSections = away ? others.concat(section.name) : others;
    }

    spacing: Theme.spaceS

    Hairline {
        width: parent.width
    }
    RowLayout {
        width: parent.width
        spacing: 0

        Caption {
            Layout.fillWidth: true
            text: section.title
            horizontalAlignment: Text.AlignLeft
            font.pixelSize: Theme.largeSize
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        IconButton {
            objectName: section.name + "Fold"
            glyph: "chevron"
            rotation: section.folded ? 0 : 180
            text: (section.folded ? qsTr("Show: %1") : qsTr("Fold: %1")).arg(section.title)
            onClicked: section.fold(!section.folded)
        }
    }
    Explanation {
        width: parent.width
        visible: !section.folded
        text: section.explanation
    }
    OnDemand {
        needed: !section.folded
        delegate: section.body
    }
}
