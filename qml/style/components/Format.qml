// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Numbers as the user's language writes them, and sentences with something filled in.
QtObject {
    /// How numbers look, which changes with the language that the program speaks.
    readonly property var locale: languageIs(Qt.uiLanguage)

    /// Reads the language only so that all that shows numbers is made anew with it.
    function languageIs(language: string): var {
        return Qt.locale();
    }
    /// `text` with `values` in place of %1, %2 and so on, all in one step: filled in one after the other, a name that
    /// holds "%2" would take the next one's place.
    function filled(text: string, values: var): string {
        return text.replace(/%([1-9])/g, (marker, number) => values[number - 1]);
    }
    function count(number: int): string {
        return Number(number).toLocaleString(locale, "f", 0);
    }
    function decimal(number: real, digits: int): string {
        return Number(number).toLocaleString(locale, "f", digits);
    }
    function bytes(size: real): string {
        return locale.formattedDataSize(size, 1, Locale.DataSizeSIFormat);
    }
    /// Rounded as far as people care: "40 seconds", "3 minutes".
    function duration(seconds: real): string {
        return seconds < 90 ? qsTr("%1 seconds").arg(count(Math.max(2, Math.round(seconds))))
                            : qsTr("%1 minutes").arg(count(Math.round(seconds / 60)));
    }
    function percent(share: real): string {
        return qsTr("%1 %").arg(Math.round(share * 100));
    }
}
