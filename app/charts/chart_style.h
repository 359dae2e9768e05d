// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QLocale>
#include <QObject>

namespace peripheral {

/// What a chart looks like: colours, type, direction and how numbers are written. A value; the window binds
/// it to the theme, an export to what the window shows. Sizes are device-independent pixels.
struct ChartStyle {
    Q_GADGET
    Q_PROPERTY(QColor surface MEMBER surface)
    Q_PROPERTY(QColor raised MEMBER raised)
    Q_PROPERTY(QColor line MEMBER line)
    Q_PROPERTY(QColor text MEMBER text)
    Q_PROPERTY(QColor muted MEMBER muted)
    Q_PROPERTY(QList<QColor> series MEMBER series)
    Q_PROPERTY(QList<QColor> heat MEMBER heat)
    Q_PROPERTY(bool patterned MEMBER patterned)
    Q_PROPERTY(bool rightToLeft MEMBER rightToLeft)
    Q_PROPERTY(QString family MEMBER family)
    Q_PROPERTY(int pixelSize MEMBER pixelSize)

public:
    QColor surface = QColor("#FFFFFF"); ///< what the chart stands on
    QColor raised = QColor("#F1F1EE");  ///< the empty part of a bar
    QColor line = QColor("#E2E2DD");    ///< grid
    QColor text = QColor("#1B1D21");
    QColor muted = QColor("#5E636D");
    QList<QColor> series{QColor("#0072B2"), QColor("#C4540A")};                  ///< taken in turn
    QList<QColor> heat{QColor("#17255A"), QColor("#158A86"), QColor("#F7D038")}; ///< 0 %, 50 %, 100 %
    bool patterned = false;   ///< areas differ by pattern, too, because colours hardly do
    bool rightToLeft = false; ///< everything but the text itself is mirrored
    QString family;           ///< empty: the system's
    int pixelSize = 13;
    QLocale locale;

    /// Of the series with this number, from 0.
    [[nodiscard]] QColor colorOf(int number) const {
        return series.isEmpty() ? text : series.at(number % series.size());
    }
    [[nodiscard]] QFont font(bool bold = false) const {
        QFont font;
        if (!family.isEmpty())
            font.setFamily(family);
        font.setPixelSize(pixelSize);
        font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
        return font;
    }
    bool operator==(const ChartStyle&) const = default;
};

} // namespace peripheral
