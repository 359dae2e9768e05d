// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_scene.h"

#include <QQmlComponent>
#include <QQuickStyle>
#include <QTest>

namespace peripheral {

namespace {

QQuickItem* visibleItem(QQuickItem& root, const QString& name) {
    if (!root.isVisible())
        return nullptr;
    if (root.objectName() == name)
        return &root;
    const auto children = root.childItems();
    for (QQuickItem* child : children) {
        if (QQuickItem* found = visibleItem(*child, name))
            return found;
    }
    return nullptr;
}

void collectTexts(const QQuickItem& root, QStringList& texts) {
    if (!root.isVisible())
        return;
    const QString text = root.property("text").toString();
    if (!text.isEmpty())
        texts << text;
    const auto children = root.childItems();
    for (const QQuickItem* child : children)
        collectTexts(*child, texts);
}

} // namespace

QPointingDevice* testTouchscreen() {
    static QPointingDevice* const device = QTest::createTouchDevice();
    return device;
}

QmlScene::QmlScene(const QByteArray& text, const QVariantMap& properties, QSize size) {
    if (QQuickStyle::name() != "Basic")
        QQuickStyle::setStyle("Basic");
    QObject::connect(&m_engine, &QQmlEngine::warnings, &m_engine, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    m_engine.addImportPath("qrc:/qt/qml");
    QQmlComponent component(&m_engine);
    component.setData(text, QUrl("qrc:/qt/qml/Peripheral/Kiosk/Scene.qml"));
    m_window.reset(qobject_cast<QQuickWindow*>(component.createWithInitialProperties(properties)));
    if (!m_window)
        qFatal("%s", qPrintable(component.errorString()));
    m_window->resize(size);
    m_window->show();
    m_window->requestActivate();
    (void)QTest::qWaitForWindowActive(m_window.get());
}

QQuickItem* QmlScene::item(const QString& objectName) const {
    return visibleItem(*m_window->contentItem(), objectName);
}

QString QmlScene::textOf(const QString& objectName) const {
    const QQuickItem* named = item(objectName);
    return named == nullptr ? QString() : named->property("text").toString();
}

QStringList QmlScene::texts() const {
    QStringList all;
    collectTexts(*m_window->contentItem(), all);
    return all;
}

void QmlScene::tap(const QString& objectName) {
    QTest::qWait(50); // what has just come has its place after the next frame
    QQuickItem* target = item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    tapAt(target->mapToScene({target->width() / 2, target->height() / 2}).toPoint());
}

void QmlScene::tapAt(QPoint place) {
    QTest::touchEvent(m_window.get(), testTouchscreen()).press(0, place, m_window.get());
    QTest::touchEvent(m_window.get(), testTouchscreen()).release(0, place, m_window.get());
}

} // namespace peripheral
