// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// The views of the page of profiles. Each is a file with `required property Profiles profiles` and `required
/// property PageContext context`, as wide as it is told and as high as it says; a tab follows from its line.
QtObject {
    default property list<ProfileViewEntry> views

    views: [
        ProfileViewEntry {
            title: qsTr("Profiles")
            source: Qt.resolvedUrl("ProfileListView.qml")
        },
        ProfileViewEntry {
            title: qsTr("Compare")
            source: Qt.resolvedUrl("compare/CompareView.qml")
        },
        ProfileViewEntry {
            title: qsTr("Race")
            source: Qt.resolvedUrl("race/RaceView.qml")
        },
        ProfileViewEntry {
            title: qsTr("Fit")
            source: Qt.resolvedUrl("fit/FitView.qml")
        }
    ]

    function titles(): list<string> {
        const found = [];
        for (let i = 0; i < views.length; ++i)
            found.push(views[i].title);
        return found;
    }
}
