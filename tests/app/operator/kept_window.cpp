// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A window that is kept as a kiosk's is, for tests/kiosk/exits_on_x11.py to try to get out of: without a
// model and a visit, so that only the window system has its part. Its arguments are the kiosk's, and not
// read.
#include "visit/closed_exits.h"

#include <QGuiApplication>
#include <QQuickWindow>
#include <QTimer>

#include <csignal>

namespace {

volatile std::sig_atomic_t asked = 0;

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGTERM, [](int) { asked = 1; });
    const QGuiApplication application(argc, argv);
    peripheral::ClosedExits exits;
    QQuickWindow window;
    window.setTitle("kiosk");
    exits.keep(window);
    QTimer looking;
    QObject::connect(&looking, &QTimer::timeout, &exits, [&exits] {
        if (asked != 0)
            exits.leave(0);
    });
    looking.start(50);
    return QGuiApplication::exec();
}
