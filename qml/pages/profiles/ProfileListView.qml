// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Peripheral.Core
import Peripheral.Style
import Peripheral.Pages

/// All profiles that are kept, how to measure one, and how others come in.
ColumnLayout {
    id: view

    required property Profiles profiles
    required property PageContext context

    objectName: "profileListView"
    spacing: Theme.spaceM

    ProfileFiles {
        id: chosenFiles

        profiles: view.profiles
        allowed: view.context.permissions.seeFiles
    }
    ProfileNotes {
        Layout.fillWidth: true
        visible: needed
        profiles: view.profiles
    }
    MeasureCard {
        Layout.fillWidth: true
        run: view.context.profileRun
        loadedModel: view.context.loadedModel
        first: view.profiles.known && view.profiles.list.count === 0
        locked: view.profiles.readOnly
    }
    ImportBar {
        Layout.fillWidth: true
        visible: chosenFiles.allowed && !view.profiles.readOnly
        profiles: view.profiles
        files: chosenFiles
    }
    Repeater {
        model: view.profiles.list

        delegate: ProfileCard {
            Layout.fillWidth: true
            profiles: view.profiles
            files: chosenFiles
        }
    }
    PublishedProfiles {
        Layout.fillWidth: true
        profiles: view.profiles
    }
}
