// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.h"

#include "application/window_place.h"

#include <QQuickItem>
#include <QQuickStyle>

namespace peripheral {

namespace {

void collect(const QQuickItem& item, QStringList& blocks) {
    if (!item.isVisible())
        return;
    const QVariant markdown = item.property("markdown");
    if (markdown.isValid() && item.height() > 0)
        blocks << markdown.toString();
    const auto children = item.childItems();
    for (const QQuickItem* child : children)
        collect(*child, blocks);
}

} // namespace

ShownWindow::ShownWindow(ChatSetup& setup) {
    QQuickStyle::setStyle("Basic");
    m_qml.addImportPath("qrc:/qt/qml");
    m_qml.setInitialProperties(setup.properties());
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Desktop/Main.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    if (m_window != nullptr)
        openOnItsScreen(*m_window);
}

QStringList ShownWindow::blocks() const {
    QStringList blocks;
    collect(*m_window->contentItem(), blocks);
    return blocks;
}

} // namespace peripheral
