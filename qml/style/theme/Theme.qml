// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// Every colour and every size of the interface. The window sets those that can be written as the user chose.
QtObject {
    id: theme

    enum Scheme { System, Light, Dark, HighContrast }

    property int scheme: Theme.Scheme.System
    property real textScale: 1 ///< factor on every size of type, 1 to 2
    property bool reducedMotion: false
    property bool touch: false ///< fingers alone: targets are larger, and no tip waits for a pointer that rests
    /// An accent in place of those below, and what stands on it; transparent: none. Where one could not be read, it is
    /// made as dark or as light as it has to be.
    property color ownAccent: "transparent"
    property color ownAccentText: "transparent"

    readonly property Colors colors: {
        switch (theme.scheme) {
        case Theme.Scheme.Light:
            return theme.lightColors;
        case Theme.Scheme.Dark:
            return theme.darkColors;
        case Theme.Scheme.HighContrast:
            return theme.highContrastColors;
        default:
            return theme.systemColors.window.hslLightness < 0.5 ? theme.darkColors : theme.lightColors;
        }
    }

    readonly property Colors lightColors: Colors {
        ground: "#FAFAF8"
        surface: "#FFFFFF"
        raised: "#F1F1EE"
        line: "#E2E2DD"
        text: "#1B1D21"
        muted: "#5E636D"
        accent: theme.legible("#0B6E6E", [ground, surface, raised], 4.5)
        accentText: theme.legibleText("#FFFFFF", accent, 4.5)
        good: "#2E7D32"
        warn: "#A15C00"
        bad: "#B3261E"
        series: ["#0070B9", "#DB6C00", "#00A567", "#C377A3", "#7D4500", "#3996DF", "#3B3F47", "#6C3492", "#9180BA"]
        heat: ["#17255A", "#158A86", "#F7D038"]
    }
    readonly property Colors darkColors: Colors {
        ground: "#16181C"
        surface: "#1E2127"
        raised: "#272B33"
        line: "#343944"
        text: "#E9EAEC"
        muted: "#9BA1AD"
        accent: theme.legible("#4FC3B5", [ground, surface, raised], 4.5)
        accentText: theme.legibleText("#0E1A19", accent, 4.5)
        good: "#7BC67E"
        warn: "#E6A85C"
        bad: "#F2837A"
        series: ["#52A5F9", "#E3762C", "#2AD494", "#E293C6", "#F2E259", "#4080E3", "#E9EAEC", "#B9846C", "#898E9E"]
        heat: ["#24357E", "#1E9A94", "#F7D038"]
    }
    readonly property Colors highContrastColors: Colors {
        ground: "#000000"
        surface: "#000000"
        raised: "#1C1C1C"
        line: "#FFFFFF"
        text: "#FFFFFF"
        muted: "#E6E6E6"
        accent: theme.legible("#FFD60A", [ground, surface, raised], 7)
        accentText: theme.legibleText("#000000", accent, 7)
        good: "#8CF29A"
        warn: "#FFC266"
        bad: "#FF9E94"
        series: ["#FFFFFF", "#FFD60A", "#5CD1FF", "#FF9E6B", "#8CF29A"]
        heat: ["#0A1A66", "#1FA8A0", "#FFE45C"]
        patterned: true
    }
    readonly property SystemPalette systemColors: SystemPalette {}

    // Type, in pixels at the present scale.
    readonly property string family: Application.font.family
    readonly property string codeFamily: "monospace"
    readonly property int smallSize: scaled(13)
    readonly property int bodySize: scaled(15)
    readonly property int largeSize: scaled(17)
    readonly property int titleSize: scaled(22)
    readonly property int displaySize: scaled(30)
    readonly property int codeSize: scaled(14)
    readonly property real lineHeight: 1.5

    // Spacing.
    readonly property int spaceXs: 4
    readonly property int spaceS: 8
    readonly property int spaceM: 12
    readonly property int spaceL: 16
    readonly property int spaceXl: 24

    // Shapes.
    readonly property int hairline: 1
    readonly property int radius: 8
    readonly property int cardRadius: 12
    readonly property int focusWidth: 2
    readonly property int target: touch ? 56 : 44 ///< the least size of what a finger has to hit
    readonly property int iconSize: Math.min(scaled(20), 28)
    readonly property int smallIconSize: Math.min(scaled(16), 24)

    // The window. Everything that has to hold text grows with it.
    readonly property int sidebarWidth: Math.round(264 * Math.min(textScale, 1.4))
    readonly property int panelWidth: Math.round(340 * Math.min(textScale, 1.4))
    readonly property int textWidth: Math.round(720 * textScale)
    readonly property int headerHeight: 52
    readonly property int wideWindow: scaled(1000)   ///< from here the panel stands beside the chat
    readonly property int narrowWindow: scaled(640)  ///< under this the sidebar is a drawer

    // Motion, in milliseconds.
    readonly property int quick: reducedMotion ? 0 : 120
    readonly property int calm: reducedMotion ? 0 : 180

    function scaled(size: int): int {
        return Math.round(size * theme.textScale);
    }

    /// The own accent where there is one, else `standard`: with `least` contrast on all of `grounds`.
    function legible(standard: color, grounds: var, least: real): color {
        if (ownAccent.a === 0)
            return standard;
        const end = luminance(grounds[0]) < 0.5 ? 1 : 0;
        for (let share = 0; share < 1; share += 0.05) {
            const mixed = Qt.rgba(ownAccent.r + (end - ownAccent.r) * share, ownAccent.g + (end - ownAccent.g) * share,
                                  ownAccent.b + (end - ownAccent.b) * share, 1);
            if (grounds.every(ground => contrast(mixed, ground) >= least))
                return mixed;
        }
        return Qt.rgba(end, end, end, 1);
    }
    /// What can be read on `accent`: the own text where it can be, else `standard`, else white or black.
    function legibleText(standard: color, accent: color, least: real): color {
        if (ownAccent.a === 0)
            return standard;
        for (const text of [ownAccentText, standard, Qt.rgba(1, 1, 1, 1)]) {
            if (text.a === 1 && contrast(text, accent) >= least)
                return text;
        }
        return Qt.rgba(0, 0, 0, 1);
    }
    /// As WCAG 2.1 has it, 1 to 21.
    function contrast(one: color, other: color): real {
        const bright = Math.max(luminance(one), luminance(other));
        const dark = Math.min(luminance(one), luminance(other));
        return (bright + 0.05) / (dark + 0.05);
    }
    function luminance(of: color): real {
        const linear = channel => channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(of.r) + 0.7152 * linear(of.g) + 0.0722 * linear(of.b);
    }

    /// One set of colours. Every text colour keeps WCAG AA on ground, surface and raised (tests/qml/theme_test.cpp).
    component Colors: QtObject {
        required property color ground  ///< the window
        required property color surface ///< cards, input, panels
        required property color raised  ///< the user's message, hover, code
        required property color line    ///< hairlines
        required property color text
        required property color muted    ///< secondary text
        required property color accent   ///< the one accent: focus, primary action, links, what is active
        required property color accentText ///< text on the accent
        required property color good
        required property color warn
        required property color bad
        /// Of charts, taken in turn: 3:1 on surface, and apart for eyes that see fewer colours.
        required property list<color> series
        required property list<color> heat ///< nothing, half, all
        property bool patterned: false     ///< areas of charts differ by pattern, too
    }
}
