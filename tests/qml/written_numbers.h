// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <cmath>

// Numbers as the window writes them.

inline QString writtenBytes(double size) {
    return QLocale().formattedDataSize(static_cast<qint64>(size), 1, QLocale::DataSizeSIFormat);
}

inline QString writtenPercent(double share) {
    return QString("%1 %").arg(std::lround(share * 100));
}

inline QString writtenDecimal(double number, int digits) {
    return QLocale().toString(number, 'f', digits);
}
