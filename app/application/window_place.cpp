// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/window_place.h"

#include <QScreen>

namespace peripheral {

namespace {

constexpr QSize kRoomy(1000, 700);
constexpr QSize kLeast(360, 320);
/// For a title bar and borders, which are not known before the window is there.
constexpr QSize kFrame(16, 48);

void place(QWindow& window) {
    const WindowPlace place = placeOn(window.screen()->availableSize(), window.size());
    window.setMinimumSize(place.least);
    window.resize(place.size);
    if (place.maximised)
        window.showMaximized();
    else
        window.show();
}

} // namespace

WindowPlace placeOn(QSize available, QSize remembered) {
    const QSize room = (available - kFrame).expandedTo({1, 1});
    WindowPlace place{.size = remembered.boundedTo(room), .least = kLeast.boundedTo(room)};
    place.maximised = available.width() < kRoomy.width() || available.height() < kRoomy.height();
    return place;
}

void openOnItsScreen(QWindow& window) {
    place(window);
    // Which screen it is the window system decides, and it may tell only now; its new geometry comes with
    // that.
    QObject::connect(
        &window, &QWindow::screenChanged, &window,
        [&window] {
            if (window.visibility() == QWindow::Windowed)
                place(window);
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace peripheral
