// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// The profiles that are chosen beside each other: what is said of their work, a card for each, and charts.
ColumnLayout {
    id: view

    required property Profiles profiles
    required property PageContext context
    readonly property bool exportable: context.permissions.seeFiles && comparison.charts.count > 0

    objectName: "compareView"
    spacing: Theme.spaceM

    Comparison {
        id: comparison

        profiles: view.profiles
    }
    ComparisonFiles {
        id: chosenFiles

        comparison: comparison
    }
    EmptyView {
        Layout.fillWidth: true
        visible: comparison.cards.count === 0
        title: view.profiles.list.count === 0 ? qsTr("Nothing measured yet") : qsTr("Nothing chosen yet")
        text: view.profiles.list.count === 0
              ? qsTr("Measure this device in the view “Profiles”, or bring in a profile of another one.")
              : qsTr("Press “Compare” at up to five of the profiles in the view “Profiles”.")
    }
    InlineNote {
        objectName: "comparisonProblem"
        Layout.fillWidth: true
        visible: comparison.problem.length > 0
        kind: InlineNote.Kind.Problem
        text: comparison.problem
        onDismissed: comparison.dismissNotice()
    }
    InlineNote {
        objectName: "comparisonNotice"
        Layout.fillWidth: true
        visible: comparison.notice.length > 0
        text: comparison.notice
        onDismissed: comparison.dismissNotice()
    }
    Repeater {
        model: comparison.work

        delegate: MarkedLine {
            required property int index
            required property string modelData
            readonly property bool same: comparison.sameWork[index] ?? false

            objectName: "workSentence"
            Layout.fillWidth: true
            glyph: same ? "check" : "warning"
            tint: same ? Theme.colors.good : Theme.colors.warn
            text: modelData
        }
    }
    CardGrid {
        Layout.fillWidth: true
        cards: comparison.cards
    }
    Repeater {
        id: chartList

        model: comparison.charts

        delegate: ComparedChart {
            required property int index

            Layout.fillWidth: true
            exportable: view.exportable
            onExportWanted: chosenFiles.exportOne(index, style)
        }
    }
    Caption {
        objectName: "comparisonLacks"
        Layout.fillWidth: true
        visible: text.length > 0
        color: Theme.colors.muted
        text: comparison.lacking
    }
    TextButton {
        objectName: "exportComparison"
        visible: view.exportable
        glyph: "export"
        text: qsTr("Export all of this")
        onClicked: chosenFiles.exportAll((chartList.itemAt(0) as ComparedChart).style)
    }
}
