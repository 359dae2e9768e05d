// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// The Qt Test class of one file, which main() of its program runs where the first argument is the file's
/// name without its ending; the other arguments are Qt Test's.
class QtTest {
public:
    using Run = int (*)(int argc, char** argv);

    /// Told to main(). `file` and `run` are kept.
    QtTest(const char* file, Run run);
};

/// Stands where QTEST_MAIN(Test) would stand in a program of one file. `Application` is what the test needs:
/// QCoreApplication, QGuiApplication, or what derives from them.
#define PERIPHERAL_QT_TEST(Test, Application)                                                                \
    static const QtTest testOf##Test(__FILE__, [](int argc, char** argv) {                                   \
        Application application(argc, argv);                                                                 \
        Test test;                                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    });
