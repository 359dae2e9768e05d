// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_setup.h"
#include "qt_test.h"
#include "scripted_engine.h"
#include "visible_items.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <algorithm>

/// A window of another kind stands on Peripheral.Style and Peripheral.Chat; this program has no other
/// modules.
class ToyWindowTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void knowsNoOtherModule();
    void offersNoPages();
    void answersWhatIsTyped();

private:
    [[nodiscard]] QQuickItem* item(const QString& objectName) const;
    /// Whether one of the texts in sight is this one.
    [[nodiscard]] bool shows(const QString& text) const;

    QTemporaryDir m_dir;
    std::shared_ptr<Script> m_script = std::make_shared<Script>();
    peripheral::ChatSetup m_setup{m_dir.path(), [script = m_script] { return makeScriptedEngine(script); }};
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
};

QQuickItem* ToyWindowTest::item(const QString& objectName) const {
    const auto items = visibleItems(m_window->contentItem());
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const QQuickItem* one) { return one->objectName() == objectName; });
    return found == items.end() ? nullptr : *found;
}

bool ToyWindowTest::shows(const QString& text) const {
    const auto items = visibleItems(m_window->contentItem());
    return std::any_of(items.begin(), items.end(), [&](const QQuickItem* one) {
        return one->property("markdown").toString() == text || one->property("text").toString() == text;
    });
}

void ToyWindowTest::initTestCase() {
    QQuickStyle::setStyle("Basic");
    connect(&m_qml, &QQmlEngine::warnings, this, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    QVERIFY(m_setup.start());
    m_qml.addImportPath("qrc:/qt/qml");
    m_qml.setInitialProperties({{"chat", QVariant::fromValue(&m_setup.chat)},
                                {"loadedModel", QVariant::fromValue(&m_setup.model)},
                                {"gpus", QVariant::fromValue(&m_setup.gpus)}});
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Toy/ToyWindow.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    QVERIFY(m_window != nullptr);
    m_window->show();
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

void ToyWindowTest::knowsNoOtherModule() {
    for (const char* module : {"Style", "Chat", "Toy"})
        QVERIFY2(QFile::exists(QString(":/qt/qml/Peripheral/%1/qmldir").arg(module)), module);
    for (const char* module : {"Pages", "Desktop"})
        QVERIFY2(!QFile::exists(QString(":/qt/qml/Peripheral/%1/qmldir").arg(module)), module);
}

void ToyWindowTest::offersNoPages() {
    QVERIFY(item("emptyState") != nullptr);
    QVERIFY(item("largerModel") == nullptr);
}

void ToyWindowTest::answersWhatIsTyped() {
    m_script->answer = "The opposite of hot is *cold*.";
    for (const QChar c : QString("What is the opposite of hot?"))
        QTest::sendKeyEvent(QTest::Click, m_window, Qt::Key_unknown, QString(c), Qt::NoModifier);
    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_VERIFY(shows("What is the opposite of hot?"));
    QTRY_VERIFY(shows("The opposite of hot is *cold*."));
    QVERIFY(m_setup.waitUntilIdle());
    QCOMPARE(m_setup.texts(),
             (QStringList{"What is the opposite of hot?", "The opposite of hot is *cold*."}));
    QTRY_VERIFY(item("copyMessage") != nullptr);
    QVERIFY(!m_window->grabWindow().isNull());
}

PERIPHERAL_QT_TEST(ToyWindowTest, QGuiApplication)
#include "toy_window_test.moc"
