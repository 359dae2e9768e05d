// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kiosk_soak scripted|real VISITS [FILE.csv]: so many visits of one kiosk with its window, one after the
// other, and what the process takes after each. Status 1 where it grows (see Growth), or where a visit goes
// otherwise than it should.
#include "growth.h"
#include "visits.h"

#include <QGuiApplication>
#include <QQuickStyle>

#include <cstdio>

namespace {

int run(peripheral::Visits& visits, int count, const char* file) {
    if (!visits.open())
        return std::fprintf(stderr, "The kiosk does not open.\n"), 1;
    Growth growth(count, file);
    for (int number = 1; number <= count; ++number) {
        if (const QString wrong = visits.visit(number); !wrong.isEmpty())
            return std::fprintf(stderr, "Visit %d: %s\n", number, qPrintable(wrong)), 1;
        growth.add(number);
    }
    std::printf("%d visits ended in the middle of an answer; %d were erased at a later try than the first.\n",
                visits.brokenOff(), visits.erasedLate());
    return growth.report() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    QQuickStyle::setStyle("Basic");
    const QString kind = application.arguments().value(1);
    const int count = application.arguments().value(2).toInt();
    if ((kind != "scripted" && kind != "real") || count < 20)
        return std::fprintf(stderr, "kiosk_soak scripted|real VISITS [FILE.csv], at least 20 visits\n"), 2;
    peripheral::Visits visits(kind == "real");
    return run(visits, count, argc > 3 ? argv[3] : nullptr);
}
