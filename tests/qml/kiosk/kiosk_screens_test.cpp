// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_visitor.h"
#include "qt_test.h"

class KioskScreensTest : public QObject {
    Q_OBJECT
};

PERIPHERAL_QT_TEST(KioskScreensTest, KioskApplication)
#include "kiosk_screens_test.moc"
