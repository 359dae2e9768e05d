// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core
import Peripheral.Style

/// What every page is given: the objects of the program, and the way to other pages.
QtObject {
    required property Chat chat
    required property LoadedModel loadedModel
    required property Settings settings
    required property Gpus gpus
    required property Permissions permissions
    required property DeviceReadings deviceReadings
    required property AnswerTelemetry answerTelemetry
    required property AnswerReplay answerReplay
    required property Profiles profiles
    required property ProfileRun profileRun
    required property Navigation navigation
}
