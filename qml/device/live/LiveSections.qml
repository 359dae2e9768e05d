// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Window
import Peripheral.Core
import Peripheral.Style
import Peripheral.Device

/// What this machine does, now and for the last answer, section by section. Nothing of it is read while no such item
/// is there, or its window cannot be seen.
Column {
    id: sections

    required property Chat chat
    required property LoadedModel loadedModel
    required property Settings settings
    required property DeviceReadings readings
    required property AnswerTelemetry telemetry
    required property AnswerReplay replay

    objectName: "liveSections"
    spacing: Theme.spaceL
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    DeviceWatch {
        readings: sections.readings
        active: sections.Window.visibility !== Window.Hidden && sections.Window.visibility !== Window.Minimized
    }
    ModelFacts {
        width: parent.width
        chat: sections.chat
        loadedModel: sections.loadedModel
        telemetry: sections.telemetry
    }
    MemorySection {
        width: parent.width
        settings: sections.settings
        readings: sections.readings
    }
    SparsitySection {
        width: parent.width
        settings: sections.settings
        chat: sections.chat
        telemetry: sections.telemetry
        replay: sections.replay
    }
    CacheSection {
        width: parent.width
        settings: sections.settings
        chat: sections.chat
        readings: sections.readings
    }
    SpeedSection {
        width: parent.width
        settings: sections.settings
        chat: sections.chat
        readings: sections.readings
        telemetry: sections.telemetry
    }
    ConditionsSection {
        width: parent.width
        settings: sections.settings
        readings: sections.readings
        telemetry: sections.telemetry
    }
}
