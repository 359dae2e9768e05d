// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/window_picture.h"

#include <QCoreApplication>
#include <QImageWriter>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace peripheral {

namespace {

constexpr std::chrono::milliseconds kUntilNothingMoves{500};

void takePicture(QQuickWindow& window, const QString& path) {
    QImageWriter writer(path, "png");
    const bool written = writer.write(window.grabWindow());
    if (!written)
        std::fprintf(stderr, "%s: the picture cannot be written: %s.\n", qPrintable(path),
                     qPrintable(writer.errorString()));
    QCoreApplication::exit(written ? 0 : 1);
}

} // namespace

void takePictureLater(QQuickWindow& window, const QString& path) {
    QTimer::singleShot(kUntilNothingMoves, &window, [&window, path] { takePicture(window, path); });
}

} // namespace peripheral
