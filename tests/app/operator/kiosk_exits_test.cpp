// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_scene.h"
#include "qt_test.h"
#include "visit/closed_exits.h"
#include "visit/ways_out.h"

#include <QDesktopServices>
#include <QDropEvent>
#include <QFileOpenEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QScreen>
#include <QTimer>
#include <QUrl>

using namespace peripheral;

namespace {

/// A window that writes down the keys that reach it, and has shortcuts that must never be heard.
const QByteArray kWindow = R"(
    import QtQuick

    Window {
        id: window

        property var keys: []
        property int shortcuts: 0
        property int dropped: 0

        Item {
            anchors.fill: parent
            focus: true
            Keys.onPressed: event => {
                if (event.key !== Qt.Key_Control && event.key !== Qt.Key_Shift) // which others go with
                    window.keys = window.keys.concat(event.key);
            }
        }
        DropArea {
            anchors.fill: parent
            onDropped: ++window.dropped
            onEntered: ++window.dropped
        }
        Shortcut { sequences: ["F11", "Ctrl+Q", "Ctrl+W", "Alt+F4", "Ctrl+,"]; onActivated: ++window.shortcuts }
    }
)";

struct Combination {
    int key;
    Qt::KeyboardModifiers modifiers;
};

QList<Combination> waysOut() {
    QList<Combination> list{{Qt::Key_F4, Qt::AltModifier},
                            {Qt::Key_Tab, Qt::AltModifier},
                            {Qt::Key_Space, Qt::AltModifier},
                            {Qt::Key_Escape, Qt::AltModifier},
                            {Qt::Key_F1, Qt::ControlModifier | Qt::AltModifier},
                            {Qt::Key_Delete, Qt::ControlModifier | Qt::AltModifier},
                            {Qt::Key_Backspace, Qt::ControlModifier | Qt::AltModifier},
                            {Qt::Key_T, Qt::ControlModifier | Qt::AltModifier},
                            {Qt::Key_Q, Qt::ControlModifier},
                            {Qt::Key_W, Qt::ControlModifier},
                            {Qt::Key_N, Qt::ControlModifier},
                            {Qt::Key_O, Qt::ControlModifier},
                            {Qt::Key_P, Qt::ControlModifier},
                            {Qt::Key_S, Qt::ControlModifier},
                            {Qt::Key_Comma, Qt::ControlModifier},
                            {Qt::Key_Escape, Qt::ControlModifier},
                            {Qt::Key_Escape, Qt::ControlModifier | Qt::ShiftModifier},
                            {Qt::Key_Tab, Qt::ControlModifier},
                            {Qt::Key_Meta, Qt::NoModifier},
                            {Qt::Key_Super_L, Qt::NoModifier},
                            {Qt::Key_Super_R, Qt::NoModifier},
                            {Qt::Key_D, Qt::MetaModifier},
                            {Qt::Key_L, Qt::MetaModifier},
                            {Qt::Key_Menu, Qt::NoModifier},
                            {Qt::Key_Print, Qt::NoModifier},
                            {Qt::Key_Print, Qt::ShiftModifier},
                            {Qt::Key_SysReq, Qt::NoModifier},
                            {Qt::Key_Help, Qt::NoModifier},
                            {Qt::Key_HomePage, Qt::NoModifier},
                            {Qt::Key_Back, Qt::NoModifier},
                            {Qt::Key_LaunchMail, Qt::NoModifier},
                            {Qt::Key_Launch0, Qt::NoModifier},
                            {Qt::Key_Calculator, Qt::NoModifier},
                            {Qt::Key_WWW, Qt::NoModifier},
                            {Qt::Key_Explorer, Qt::NoModifier},
                            {Qt::Key_PowerOff, Qt::NoModifier},
                            {Qt::Key_Sleep, Qt::NoModifier},
                            {Qt::Key_Suspend, Qt::NoModifier},
                            {Qt::Key_LogOff, Qt::NoModifier},
                            {Qt::Key_Exit, Qt::NoModifier},
                            {Qt::Key_Close, Qt::NoModifier},
                            {Qt::Key_Camera, Qt::NoModifier},
                            {Qt::Key_VolumeUp, Qt::NoModifier},
                            {Qt::Key_MediaPlay, Qt::NoModifier}};
    for (int key = Qt::Key_F1; key <= Qt::Key_F35; ++key)
        list << Combination{key, Qt::NoModifier} << Combination{key, Qt::ShiftModifier};
    return list;
}

QList<Combination> forWriting() {
    return {{Qt::Key_A, Qt::NoModifier},           {Qt::Key_A, Qt::ShiftModifier},
            {Qt::Key_At, Qt::GroupSwitchModifier}, {Qt::Key_AltGr, Qt::NoModifier},
            {Qt::Key_Backspace, Qt::NoModifier},   {Qt::Key_Return, Qt::NoModifier},
            {Qt::Key_Tab, Qt::NoModifier},         {Qt::Key_Left, Qt::NoModifier},
            {Qt::Key_Home, Qt::NoModifier},        {Qt::Key_C, Qt::ControlModifier},
            {Qt::Key_V, Qt::ControlModifier},      {Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier},
            {Qt::Key_Dead_Acute, Qt::NoModifier},  {Qt::Key_Escape, Qt::NoModifier},
            {Qt::Key_Hangul, Qt::NoModifier},      {Qt::Key_Adiaeresis, Qt::NoModifier},
            {Qt::Key_unknown, Qt::NoModifier}};
}

} // namespace

/// docs/kiosk.md, "Ways out that are closed", row by row.
class KioskExitsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void keysLeadNowhere();
    void keysForWritingAreLeft();
    void shortcutsAreNone();
    void windowIsNotClosed();
    void programIsNotQuit();
    void windowStaysFullScreen();
    void hiddenWindowComesBack();
    void movedWindowComesBack();
    void activationIsAskedForAgain();
    void filesAndAddressesAreRefused();
    void operatorLeaves();

private:
    [[nodiscard]] QQuickWindow& window() const { return m_scene->window(); }
    [[nodiscard]] bool isKept() const;

    std::unique_ptr<ClosedExits> m_exits;
    std::unique_ptr<QmlScene> m_scene;
};

bool KioskExitsTest::isKept() const {
    return window().isVisible() && window().visibility() == QWindow::FullScreen &&
           window().geometry() == window().screen()->geometry();
}

void KioskExitsTest::init() {
    m_scene = std::make_unique<QmlScene>(kWindow, QVariantMap(), QSize(640, 400));
    m_exits = std::make_unique<ClosedExits>();
    m_exits->keep(window());
    QTRY_VERIFY(isKept());
}

void KioskExitsTest::cleanup() {
    QVERIFY(isKept()); // whatever was tried
    m_exits.reset();
    m_scene.reset();
}

void KioskExitsTest::keysLeadNowhere() {
    const auto all = waysOut();
    for (const auto& [key, modifiers] : all) {
        QTest::sendKeyEvent(QTest::Click, &window(), Qt::Key(key), QString(), modifiers);
        QVERIFY2(window().property("keys").toList().isEmpty(), qPrintable(QString::number(key, 16)));
        QVERIFY(isWayOut(key, modifiers));
    }
    QCOMPARE(window().property("shortcuts").toInt(), 0);
}

void KioskExitsTest::keysForWritingAreLeft() {
    const auto all = forWriting();
    for (const auto& [key, modifiers] : all)
        QVERIFY2(!isWayOut(key, modifiers), qPrintable(QString::number(key, 16)));
    QTest::keyClick(&window(), Qt::Key_A);
    QTest::keyClick(&window(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(window().property("keys").toList().size(), 2);
}

void KioskExitsTest::shortcutsAreNone() {
    for (const QKeyCombination combination :
         {QKeyCombination(Qt::Key_F11), Qt::ControlModifier | Qt::Key_Q, Qt::ControlModifier | Qt::Key_W,
          Qt::AltModifier | Qt::Key_F4, Qt::ControlModifier | Qt::Key_Comma})
        QTest::keyClick(&window(), combination.key(), combination.keyboardModifiers());
    QCOMPARE(window().property("shortcuts").toInt(), 0);
}

void KioskExitsTest::windowIsNotClosed() {
    QVERIFY(!window().close());
    QCloseEvent close;
    QCoreApplication::sendEvent(&window(), &close);
    QVERIFY(!close.isAccepted());
    QVERIFY(isKept());
}

void KioskExitsTest::programIsNotQuit() {
    QVERIFY(!QGuiApplication::quitOnLastWindowClosed());
    QTimer::singleShot(0, this, [] { QCoreApplication::quit(); });
    QTimer::singleShot(0, this, [] {
        QEvent quit(QEvent::Quit);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &quit);
    });
    QTimer::singleShot(50, this, [] { QCoreApplication::exit(5); });
    QCOMPARE(QCoreApplication::exec(), 5); // and not 0, which quitting gives
}

void KioskExitsTest::windowStaysFullScreen() {
    for (const auto leave : {&QWindow::showNormal, &QWindow::showMinimized, &QWindow::showMaximized}) {
        (window().*leave)();
        QTRY_VERIFY(isKept());
    }
}

void KioskExitsTest::hiddenWindowComesBack() {
    window().hide();
    QTRY_VERIFY(isKept());
}

void KioskExitsTest::movedWindowComesBack() {
    window().setGeometry(10, 20, 300, 200);
    QTRY_VERIFY(isKept());
}

void KioskExitsTest::activationIsAskedForAgain() {
    // Another window in front, as a program that pops up would have.
    QWindow other;
    other.show();
    other.requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    QVERIFY(!window().isActive());
    QTRY_VERIFY(window().isActive());
}

void KioskExitsTest::filesAndAddressesAreRefused() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/etc/passwd")});
    const QPoint place(100, 100);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window(), &enter);
    QVERIFY(!enter.isAccepted());
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window(), &drop);
    QCOMPARE(window().property("dropped").toInt(), 0);
    QFileOpenEvent open(QString("/etc/passwd"));
    QCoreApplication::sendEvent(QCoreApplication::instance(), &open);
    QVERIFY(!open.isAccepted());
    // Handled, which means that no browser is begun.
    for (const char* address :
         {"https://example.org", "http://example.org", "file:///etc", "mailto:a@example.org"})
        QVERIFY(QDesktopServices::openUrl(QUrl(address)));
}

void KioskExitsTest::operatorLeaves() {
    QTimer::singleShot(0, m_exits.get(), [this] { m_exits->leave(77); });
    QCOMPARE(QCoreApplication::exec(), 77);
    QVERIFY(window().close()); // nothing is held back any more
    m_exits->keep(window());   // for cleanup()
}

PERIPHERAL_QT_TEST(KioskExitsTest, QGuiApplication)
#include "kiosk_exits_test.moc"
