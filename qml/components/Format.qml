// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Numbers as the user's language writes them.
QtObject {
    function count(number: int): string {
        return Number(number).toLocaleString(Qt.locale(), "f", 0);
    }
    function decimal(number: real, digits: int): string {
        return Number(number).toLocaleString(Qt.locale(), "f", digits);
    }
    function bytes(size: real): string {
        return Qt.locale().formattedDataSize(size, 1, Locale.DataSizeSIFormat);
    }
    function percent(share: real): string {
        return qsTr("%1 %").arg(Math.round(share * 100));
    }
}
