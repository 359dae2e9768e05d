// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests to another thread: in order, by value, and heard only by those that still live.
#include "qt_test.h"
#include "reply_to.h"

#include <QSemaphore>
#include <QThread>

#include <thread>

using namespace peripheral;

/// Does as it is asked, in a thread of its own.
class Worked : public QObject {
public:
    QThread* where() { return QThread::currentThread(); }
    void append(const QString& text) { m_text += text; }
    QString text() { return m_text; }
    void wait(QSemaphore* until) { until->acquire(); }

private:
    QString m_text;
};

class RemoteTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void worksInTheOtherThreadAndIsHeardInThisOne();
    void keepsTheOrder();
    void isHeardByNobodyWhoHasGone();
    void isToldFromAnyThread();

private:
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Worked> m_worked;
    std::unique_ptr<Remote<Worked>> m_remote;
};

void RemoteTest::init() {
    m_thread = std::make_unique<QThread>();
    m_worked = std::make_unique<Worked>();
    m_remote = std::make_unique<Remote<Worked>>(m_worked.get(), this);
    m_worked->moveToThread(m_thread.get());
    m_thread->start();
}

void RemoteTest::cleanup() {
    m_thread->quit();
    m_thread->wait();
}

void RemoteTest::worksInTheOtherThreadAndIsHeardInThisOne() {
    QThread* heardIn = nullptr;
    QThread* workedIn = nullptr;
    m_remote->ask(&Worked::where).then(this, [&](QThread* where) {
        workedIn = where;
        heardIn = QThread::currentThread();
    });
    QCOMPARE(heardIn, nullptr); // not before this returns to the event loop
    QTRY_COMPARE(heardIn, QThread::currentThread());
    QCOMPARE(workedIn, m_thread.get());
}

void RemoteTest::keepsTheOrder() {
    QStringList heard;
    const auto hear = [&heard](const QString& text) { heard << text; };
    QString changed = "a";
    m_remote->tell(&Worked::append, changed);
    changed = "x"; // the request has a value of its own
    m_remote->ask(&Worked::text).then(this, hear);
    m_remote->tell(&Worked::append, "b");
    m_remote->ask(&Worked::text).then(this, hear);
    QTRY_COMPARE(heard, (QStringList{"a", "ab"}));
}

void RemoteTest::isHeardByNobodyWhoHasGone() {
    QSemaphore until;
    m_remote->tell(&Worked::wait, &until);
    bool heard = false;
    auto receiver = std::make_unique<QObject>();
    m_remote->ask(&Worked::text).then(receiver.get(), [&heard](const QString&) { heard = true; });
    receiver.reset();
    until.release();
    (void)replyTo(m_remote->ask(&Worked::text)); // behind that
    QVERIFY(!heard);
}

void RemoteTest::isToldFromAnyThread() {
    std::thread other([this] {
        for (int i = 0; i < 100; ++i)
            m_remote->tell(&Worked::append, "x");
    });
    other.join();
    QCOMPARE(replyTo(m_remote->ask(&Worked::text)), QString(100, 'x'));
}

PERIPHERAL_QT_TEST(RemoteTest, QCoreApplication)
#include "remote_test.moc"
