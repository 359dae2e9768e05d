// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QQuickItem>

/// Every visible item below `root`, itself included.
QList<QQuickItem*> visibleItems(QQuickItem* root);
