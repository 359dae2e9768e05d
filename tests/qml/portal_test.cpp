// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a desktop has a portal, its dialogs are the window's.
#include "application/portal_dialogs.h"
#include "scenes.h"
#include "window_case.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>

using peripheral::PortalDialogs;

namespace {

/// A session's bus, and on it a portal (tests/qml/portal). The bus could start another one, which only notes
/// that it was started.
class PortalSession {
public:
    PortalSession() {
        const QDir data(m_data.path());
        (void)data.mkpath("dbus-1/services");
        QFile service(data.filePath("dbus-1/services/org.freedesktop.portal.Desktop.service"));
        (void)service.open(QFile::WriteOnly);
        service.write("[D-BUS Service]\nName=org.freedesktop.portal.Desktop\nExec=/usr/bin/touch " +
                      QFile::encodeName(started()) + '\n');
        service.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", data.path());
        m_bus.setProcessEnvironment(environment);
        m_bus.start("dbus-daemon", {"--session", "--nofork", "--nopidfile", "--print-address=1"});
        if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead())
            return;
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        portal.start(PERIPHERAL_FAKE_PORTAL, QStringList());
        (void)portal.waitForReadyRead();
        portal.readAll();
    }
    PortalSession(const PortalSession&) = delete;
    PortalSession& operator=(const PortalSession&) = delete;
    ~PortalSession() {
        for (QProcess* process : {&portal, &m_bus}) {
            process->kill();
            process->waitForFinished();
        }
    }

    /// A file that is there when the bus was asked to start a portal.
    [[nodiscard]] QString started() const { return m_data.filePath("started"); }

    QProcess portal;

private:
    QTemporaryDir m_data;
    QProcess m_bus;
};

/// Made in the order of app/main.cpp.
struct SessionFirst {
    PortalSession session;
    std::unique_ptr<PortalDialogs> dialogs = std::make_unique<PortalDialogs>();
};

class PortalApplication : public SessionFirst, public TestApplication {
public:
    PortalApplication(int& argc, char** argv) : TestApplication(argc, argv) { dialogs.reset(); }
};

PortalSession& session() {
    return dynamic_cast<PortalApplication*>(qApp)->session;
}

QProcess& portal() {
    return session().portal;
}

const char* const kTheme = "QT_QPA_PLATFORMTHEME";

/// What would have to be installed; empty: nothing.
QByteArray lacking() {
    if (portal().state() != QProcess::Running)
        return "dbus-daemon is not installed";
    const QString plugin =
        QLibraryInfo::path(QLibraryInfo::PluginsPath) + "/platformthemes/libqxdgdesktopportal.so";
    return QFile::exists(plugin) ? "" : "qt6-xdgdesktopportal-platformtheme is not installed";
}

} // namespace

class PortalTest : public WindowCase {
    Q_OBJECT
private slots:
    void opensTheModelThatIsChosenThere();
    void writesWhereItSays();
    void isAskedForUnlessTheUserSaysOtherwise();
    void isNotWaitedFor();

private:
    void open(const char* scene);
    /// What the portal was asked; empty where nobody asks.
    [[nodiscard]] static QByteArray asked();
    /// Answers until that has an effect: Qt listens only when it has the reply to its question.
    template <class Effect>
    static bool answer(const QString& uri, Effect effect) {
        return QTest::qWaitFor([&] {
            portal().write(uri.toUtf8() + '\n');
            (void)portal().waitForBytesWritten();
            QTest::qWait(100);
            return effect();
        });
    }
};

void PortalTest::open(const char* scene) {
    std::ranges::find_if(scenes(), [&](const Scene& one) {
        return one.name == QByteArray(scene);
    })->prepare(window());
}

QByteArray PortalTest::asked() {
    // It was started before there were events, and gets none.
    (void)QTest::qWaitFor([] { return portal().waitForReadyRead(10) || portal().canReadLine(); });
    return portal().readLine().trimmed();
}

void PortalTest::opensTheModelThatIsChosenThere() {
    if (const QByteArray lacks = lacking(); !lacks.isEmpty())
        QSKIP(lacks);
    open("models");
    click("chooseModel");
    QCOMPARE(asked(), "OpenFile|Open a model|");
    QVERIFY(!shows("cancelFile")); // the built-in dialog's
    const auto* dialog = item("modelPage")->findChild<QObject*>("modelDialog");
    QVERIFY(answer({}, [&] { return !dialog->property("visible").toBool(); }));
    QVERIFY(window().model().builtIn());
    click("chooseModel");
    QCOMPARE(asked(), "OpenFile|Open a model|");
    QFile file(dataDir() + "/50 % #1.gguf");
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(answer(QUrl::fromLocalFile(file.fileName()).toString(QUrl::FullyEncoded),
                   [&] { return window().model().path() == file.fileName(); }));
}

void PortalTest::writesWhereItSays() {
    if (const QByteArray lacks = lacking(); !lacks.isEmpty())
        QSKIP(lacks);
    open("compare-two");
    item("exportComparison")->forceActiveFocus();
    key(Qt::Key_Space);
    QCOMPARE(asked(), "SaveFile|Export the comparison|Export");
    QVERIFY(answer(QUrl::fromLocalFile(dataDir() + "/fox").toString(),
                   [&] { return QFile::exists(dataDir() + "/fox.png"); }));
}

void PortalTest::isAskedForUnlessTheUserSaysOtherwise() {
    if (const QByteArray lacks = lacking(); !lacks.isEmpty())
        QSKIP(lacks);
    {
        const PortalDialogs dialogs;
        QCOMPARE(qgetenv(kTheme), "xdgdesktopportal");
    }
    QVERIFY(!qEnvironmentVariableIsSet(kTheme)); // for programs that this one starts
    qputenv(kTheme, "gtk3");
    { const PortalDialogs dialogs; }
    QCOMPARE(qgetenv(kTheme), "gtk3");
    qunsetenv(kTheme);
}

void PortalTest::isNotWaitedFor() {
    if (const QByteArray lacks = lacking(); !lacks.isEmpty())
        QSKIP(lacks);
    const auto notAsked = [] {
        QElapsedTimer time;
        time.start();
        const PortalDialogs dialogs;
        return !qEnvironmentVariableIsSet(kTheme) && time.elapsed() < 2'000; // it waits a tenth; Qt 25 s
    };
    ::kill(static_cast<pid_t>(portal().processId()), SIGSTOP);
    QVERIFY(notAsked());
    ::kill(static_cast<pid_t>(portal().processId()), SIGCONT);
    portal().kill();
    QVERIFY(portal().waitForFinished());
    QVERIFY(!QFile::exists(session().started()));
    QVERIFY(notAsked());
    QTRY_VERIFY(QFile::exists(session().started())); // for the next time
}

PERIPHERAL_QT_TEST(PortalTest, PortalApplication)
#include "portal_test.moc"
