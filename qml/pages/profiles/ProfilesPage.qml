// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Pages

/// Profiles of devices, in several views of which one is shown.
SidePage {
    id: page

    readonly property ProfileViews views: table
    property int shown: 0

    objectName: "profilesPage"

    ProfileViews {
        id: table
    }
    SegmentedChoice {
        objectName: "profileViews"
        Layout.fillWidth: true
        visible: table.views.length > 1
        name: qsTr("Views")
        choices: table.titles()
        current: page.shown
        onChosen: index => page.shown = index
    }
    Repeater {
        model: [table.views[page.shown]]

        delegate: Loader {
            required property ProfileViewEntry modelData

            Layout.fillWidth: true
            Component.onCompleted: setSource(modelData.source, {
                profiles: page.context.profiles,
                context: page.context
            })
        }
    }
}
