// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the exhibition's panel costs: processor time of the threads that draw while the same answer arrives,
// with it and without, by turns. At most 2 % of a core more.
#include "exhibition.h"
#include "qt_test.h"

#include <QElapsedTimer>
#include <QGuiApplication>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace peripheral;

namespace {

constexpr double kMostMore = 0.02; // of a core
constexpr int kPairs = 3;
constexpr int kWarmUpMs = 1500; // the first frames load fonts
constexpr int kMeasuredMs = 8000;
constexpr double kTokensPerSecond = 20; // more than a Raspberry Pi writes with a large model

std::string firstWordOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string word;
    stream >> word;
    return word;
}

/// So far, of this thread and of those that draw for it.
double drawingSeconds() {
    double nanoseconds = 0;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        const bool draws = firstWordOf(task.path() / "comm") == "QSGRenderThread";
        if (draws || task.path().filename() == std::to_string(::getpid()))
            nanoseconds += std::stod("0" + firstWordOf(task.path() / "schedstat"));
    }
    return nanoseconds / 1e9;
}

} // namespace

class KioskExhibitionCostTest : public QObject {
    Q_OBJECT
private slots:
    void costsLittle();

private:
    void measure(bool panel, double& share);
};

/// The share of a core that drawing takes while an answer arrives.
void KioskExhibitionCostTest::measure(bool panel, double& share) {
    Exhibition exhibition({1280, 800}, panel, kTokensPerSecond);
    QVERIFY(exhibition.start());
    int frames = 0;
    connect(&exhibition.window(), &QQuickWindow::frameSwapped, this, [&] { ++frames; });
    exhibition.kiosk.ask("Tell me everything.");
    QTest::qWait(kWarmUpMs);
    frames = 0;
    const double before = drawingSeconds();
    QElapsedTimer time;
    time.start();
    // As an application waits; QTest's own waiting looks for events all the time, which costs.
    QEventLoop loop;
    QTimer::singleShot(kMeasuredMs, &loop, &QEventLoop::quit);
    loop.exec();
    share = (drawingSeconds() - before) * 1000 / static_cast<double>(time.elapsed());
    QVERIFY(exhibition.kiosk.chat()->busy());
    QVERIFY(frames > 20); // what is not drawn costs nothing
    QCOMPARE(exhibition.telemetry.heatColumns() > 0, panel);
}

void KioskExhibitionCostTest::costsLittle() {
    std::vector<double> more;
    for (int pair = 0; pair < kPairs; ++pair) {
        double with = 0;
        double without = 0;
        measure(true, with);
        measure(false, without);
        if (QTest::currentTestFailed())
            return;
        qInfo("%.2f %% of a core with the panel, %.2f %% without", 100 * with, 100 * without);
        more.push_back(with - without);
    }
    std::sort(more.begin(), more.end());
    QVERIFY2(more[kPairs / 2] <= kMostMore, qPrintable(QString::number(100 * more[kPairs / 2])));
}

PERIPHERAL_QT_TEST(KioskExhibitionCostTest, QGuiApplication)
#include "kiosk_exhibition_cost_test.moc"
