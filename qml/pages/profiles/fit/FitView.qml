// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// Whether a model fits a device, measured or made up: up to which context, how fast, and what limits it.
ColumnLayout {
    id: view

    required property Profiles profiles
    required property PageContext context

    objectName: "fitView"
    spacing: Theme.spaceM

    FitCheck {
        id: check

        profiles: view.profiles
        model: view.context.loadedModel
    }
    Caption {
        Layout.fillWidth: true
        color: Theme.colors.muted
        lineHeight: 1.3
        text: qsTr("What a model needs is counted from its file. How fast it would be is estimated, as long as nobody measured it.")
    }
    FitDevice {
        Layout.fillWidth: true
        check: check
        keepable: !view.profiles.readOnly
    }
    FitModel {
        Layout.fillWidth: true
        check: check
        seesFiles: view.context.permissions.seeFiles
    }
    InlineNote {
        objectName: "fitProblem"
        Layout.fillWidth: true
        visible: text.length > 0
        kind: InlineNote.Kind.Problem
        text: check.problem
        dismissable: false
    }
    FitAnswer {
        Layout.fillWidth: true
        visible: check.known
        check: check
    }
    Repeater {
        model: check.charts

        delegate: ProfileFrame {
            id: framed

            required property chart chart

            Layout.fillWidth: true

            ChartFrame {
                Layout.fillWidth: true
                chart: framed.chart
            }
        }
    }
    FitEstimates {
        Layout.fillWidth: true
        visible: check.known
        estimates: check.estimates
    }
}
