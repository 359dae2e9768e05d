// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_window.h"

#include <QQmlExtensionPlugin>
#include <QQuickStyle>
#include <QTest>

Q_IMPORT_QML_PLUGIN(Peripheral_CorePlugin)
Q_IMPORT_QML_PLUGIN(Peripheral_UiPlugin)

using peripheral::Chat;

namespace {

constexpr int kPatience = 10'000; // ms; only a failure waits so long

} // namespace

TestWindow::TestWindow(const QString& dataDir, std::shared_ptr<Script> script)
    : m_script(std::move(script)),
      m_settings(dataDir + "/settings.ini"),
      m_engine([told = m_script] { return makeScriptedEngine(told); }),
      m_model(m_engine, "/plm-nano.gguf"),
      m_chat({.engine = m_engine, .history = m_history, .model = m_model, .settings = m_settings}) {
    m_history.open(dataDir);
    QQuickStyle::setStyle("Basic");
    QObject::connect(&m_qml, &QQmlEngine::warnings, &m_qml, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    m_qml.addImportPath("qrc:/qt/qml");
    m_qml.setInitialProperties({{"chat", QVariant::fromValue(&m_chat)},
                                {"loadedModel", QVariant::fromValue(&m_model)},
                                {"settings", QVariant::fromValue(&m_settings)}});
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Ui/Main.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    if (m_window == nullptr)
        qFatal("Main.qml gives no window");
    m_window->requestActivate();
    (void)QTest::qWaitForWindowActive(m_window, kPatience);
}

TestWindow::~TestWindow() = default;

void TestWindow::open() {
    m_model.openBuiltIn();
    QVERIFY(QTest::qWaitFor([&] { return m_model.ready() && m_chat.canSend(); }, kPatience));
}

void TestWindow::ask(const QString& question) {
    m_chat.send(question);
    const Chat::Activity end = m_script->hold == Script::Hold::WhileReading ? Chat::Reading
                               : m_script->hold == Script::Hold::AtTheEnd   ? Chat::Answering
                                                                            : Chat::Idle;
    QVERIFY(QTest::qWaitFor([&] { return m_chat.messages()->count() > 0 && m_chat.activity() == end; },
                            kPatience));
}

QList<QQuickItem*> visibleItems(QQuickItem* root) {
    QList<QQuickItem*> items;
    if (!root->isVisible())
        return items;
    items += root;
    const auto children = root->childItems();
    for (QQuickItem* child : children)
        items += visibleItems(child);
    return items;
}

QQuickItem* TestWindow::item(const QString& objectName) const {
    const auto items = visibleItems(m_window->contentItem());
    for (QQuickItem* candidate : items) {
        if (candidate->objectName() == objectName)
            return candidate;
    }
    return nullptr;
}

void TestWindow::click(const QString& objectName) {
    QTest::qWait(50); // what has just come has its place after the next frame
    QQuickItem* target = item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    const QPointF centre = target->mapToScene({target->width() / 2, target->height() / 2});
    QTest::mouseClick(m_window, Qt::LeftButton, Qt::NoModifier, centre.toPoint());
}

void TestWindow::resize(int width, int height) {
    m_window->resize(width, height);
    // Both the window and its contents, which hear of it later.
    const QQuickItem* content = m_window->contentItem();
    QVERIFY(QTest::qWaitFor([&] { return content->size() == QSizeF(width, height); }, kPatience));
    QTest::qWait(50);
}

QImage TestWindow::grab() {
    QTest::mouseMove(m_window, {1, 1});
    QTest::qWait(400); // the line of a waiting answer shows after 300 ms
    return m_window->grabWindow();
}
