// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/kiosk_for_tests.h"

#include "application/window_picture.h"
#include "visit/kiosk.h"

#include <QCoreApplication>
#include <QMetaEnum>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace peripheral {

namespace {

/// What is to be asked. "-": a line of standard input, so that it stands nowhere else in the process, as
/// arguments do.
QString questionOf(const Options& options) {
    if (options.question != QLatin1String("-"))
        return options.question;
    std::array<char, 4096> line{};
    const ssize_t bytes = read(STDIN_FILENO, line.data(), line.size());
    const QString question = QString::fromUtf8(line.data(), std::max<ssize_t>(0, bytes)).trimmed();
    explicit_bzero(line.data(), line.size());
    return question;
}

/// A visitor who asks one thing.
class ScriptedVisitor : public QObject {
public:
    ScriptedVisitor(const Options& options, QQuickWindow& window, Kiosk& kiosk)
        : QObject(&window),
          m_options(options),
          m_window(window),
          m_kiosk(kiosk) {
        // Later: the kiosk is in the middle of what it says.
        connect(&kiosk, &Kiosk::obstacleChanged, this, &ScriptedVisitor::go, Qt::QueuedConnection);
        connect(&kiosk, &Kiosk::stageChanged, this, &ScriptedVisitor::go, Qt::QueuedConnection);
        connect(&kiosk, &Kiosk::answered, this, &ScriptedVisitor::onAnswered, Qt::QueuedConnection);
        go();
    }

private:
    void go() {
        if (m_done || m_kiosk.obstacle() != Kiosk::None)
            return;
        if (m_options.question.isEmpty())
            return end();
        if (m_kiosk.stage() == KioskStage::Inviting)
            m_kiosk.begin();
        else if (m_kiosk.stage() == KioskStage::Consent)
            m_kiosk.agree();
        else if (m_kiosk.stage() == KioskStage::Chatting && !m_asked) {
            m_asked = true;
            m_kiosk.ask(questionOf(m_options));
        }
    }
    void onAnswered() {
        if (!m_done)
            end();
    }
    /// Shows what there is to the picture, or goes.
    void end() {
        m_done = true;
        if (!m_options.picture.isEmpty())
            takePictureLater(m_window, m_options.picture);
        else if (!m_options.question.isEmpty())
            m_kiosk.finish();
    }

    const Options m_options;
    QQuickWindow& m_window;
    Kiosk& m_kiosk;
    bool m_asked = false;
    bool m_done = false;
};

/// A line of standard output for each stage of the visit, and for each obstacle that comes or goes.
void traceStages(const Kiosk& kiosk) {
    QObject::connect(&kiosk, &Kiosk::stageChanged, &kiosk, [&kiosk] {
        std::printf("stage %s\n", QMetaEnum::fromType<KioskStage::Value>().valueToKey(kiosk.stage()));
        std::fflush(stdout);
    });
    QObject::connect(&kiosk, &Kiosk::obstacleChanged, &kiosk, [&kiosk] {
        std::printf("obstacle %s\n", QMetaEnum::fromType<Kiosk::Obstacle>().valueToKey(kiosk.obstacle()));
        std::fflush(stdout);
    });
}

} // namespace

void prepareKioskTests(const Options& options, QQuickWindow& window, Kiosk& kiosk) {
    if (options.traceStream)
        traceStages(kiosk);
    if (options.exitAtFirstFrame)
        QObject::connect(&window, &QQuickWindow::frameSwapped, qApp, &QCoreApplication::quit,
                         Qt::QueuedConnection);
    if (!options.question.isEmpty() || !options.picture.isEmpty())
        new ScriptedVisitor(options, window, kiosk);
}

} // namespace peripheral
