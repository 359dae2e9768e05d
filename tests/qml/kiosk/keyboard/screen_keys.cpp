// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_keys.h"

#include "visible_items.h"

#include <QTest>

#include <algorithm>
#include <iterator>

namespace {

constexpr int kHeld = 700; // ms; Qt's keyboard takes 500 for a long touch

template <class Test>
QQuickItem* firstOf(const QList<QQuickItem*>& items, Test test) {
    const auto found = std::find_if(items.begin(), items.end(), test);
    return found == items.end() ? nullptr : *found;
}

} // namespace

QList<QQuickItem*> ScreenKeys::keys() const {
    QList<QQuickItem*> all;
    if (panel() == nullptr)
        return all;
    const auto items = visibleItems(panel());
    std::copy_if(items.begin(), items.end(), std::back_inserter(all), [](const QQuickItem* item) {
        return item->property("keyType").isValid() && item->property("key").isValid();
    });
    return all;
}

QQuickItem* ScreenKeys::key(const QString& text) const {
    return firstOf(keys(), [&](const QQuickItem* one) {
        return one->property("text").toString().compare(text, Qt::CaseInsensitive) == 0;
    });
}

QQuickItem* ScreenKeys::key(Qt::Key wanted) const {
    return firstOf(keys(), [&](const QQuickItem* one) { return one->property("key").toInt() == wanted; });
}

void ScreenKeys::touchItem(const QQuickItem* item) {
    m_visitor.touchAt(m_shown.placeOf(*item).center());
    QTest::qWait(20); // what it wrote has arrived
}

void ScreenKeys::touch(const QString& text) {
    QTRY_VERIFY2(key(text) != nullptr, qPrintable(text));
    touchItem(key(text));
}

void ScreenKeys::touch(Qt::Key wanted) {
    QTRY_VERIFY(key(wanted) != nullptr);
    touchItem(key(wanted));
}

void ScreenKeys::hold(const QString& text) {
    QTRY_VERIFY2(key(text) != nullptr, qPrintable(text));
    m_visitor.press(m_shown.placeOf(*key(text)).center());
    QTest::qWait(kHeld);
    const QString misplaced = outside();
    QVERIFY2(misplaced.isEmpty(), qPrintable(misplaced));
    m_visitor.lift();
    QTest::qWait(20);
}

void ScreenKeys::type(const QString& text) {
    for (const QChar c : text)
        touch(QString(c));
}

QString ScreenKeys::outside() const {
    if (panel() == nullptr)
        return "no keyboard is in sight";
    const QRectF picture(QPointF(), m_shown.item("kioskRoot")->size());
    for (const QQuickItem* item : visibleItems(panel())) {
        const QRectF place = m_shown.placeOf(*item);
        const bool drawn = item->property("color").isValid() && !place.isEmpty();
        if (drawn && !picture.adjusted(-1, -1, 1, 1).contains(place))
            return QString("%1 %2 at %3,%4, %5×%6")
                .arg(item->metaObject()->className(), item->property("text").toString())
                .arg(place.x())
                .arg(place.y())
                .arg(place.width())
                .arg(place.height());
    }
    return {};
}
