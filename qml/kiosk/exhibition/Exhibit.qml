// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Peripheral.Core

/// What an exhibition's panel shows.
QtObject {
    required property LoadedModel loadedModel
    required property DeviceReadings readings
    required property AnswerTelemetry telemetry
}
