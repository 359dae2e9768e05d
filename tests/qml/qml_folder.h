// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQmlEngine>
#include <QString>

/// Where the tests read the QML from: the folder that $PERIPHERAL_QML names, so that a change in it can be
/// tried without a build, else what was built in.
[[nodiscard]] QString qmlFolder();

/// Lets the engine read it from there.
void readQmlFromFolder(QQmlEngine& engine);
