// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Measures this device: how long that takes, how it is to be done, how far it is, and the way out.
ProfileFrame {
    id: card

    required property ProfileRun run
    required property LoadedModel loadedModel
    required property bool first  ///< nothing is measured yet
    required property bool locked ///< nothing could be kept
    readonly property bool underWay: run.state === ProfileRun.Running || run.state === ProfileRun.Paused

    objectName: "measureCard"
    Component.onCompleted: run.askEstimate()

    Connections {
        target: card.run

        function onPlanChanged(): void {
            card.run.askEstimate();
        }
    }
    Caption {
        objectName: "measureTitle"
        Layout.fillWidth: true
        text: card.underWay ? qsTr("Measuring this device") : card.first ? qsTr("Nothing measured yet") : qsTr("Measure this device")
        font.pixelSize: Theme.largeSize
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    InlineNote {
        objectName: "measureFailure"
        Layout.fillWidth: true
        visible: card.run.state === ProfileRun.Failed
        kind: InlineNote.Kind.Problem
        text: card.run.error
        onDismissed: card.run.dismiss()
    }
    InlineNote {
        objectName: "measureDone"
        Layout.fillWidth: true
        visible: card.run.state === ProfileRun.Done
        text: qsTr("This device was measured; its profile is the first of the list.")
        onDismissed: card.run.dismiss()
    }
    MeasureProgress {
        Layout.fillWidth: true
        visible: card.underWay
        run: card.run
    }
    MeasurePlan {
        Layout.fillWidth: true
        visible: !card.underWay
        run: card.run
        loadedModel: card.loadedModel
        locked: card.locked
    }
}
