// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "seen_checks.h"

#include "visible_items.h"

#include <QHash>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal kFinger = 56;      // px
constexpr double kReadable = 4.5;  // WCAG AA
constexpr double kLargeType = 3.0; // the same for type from 24 px on

bool isText(const QQuickItem& item) {
    return (item.inherits("QQuickText") || item.inherits("QQuickTextEdit")) &&
           !item.property("text").toString().isEmpty();
}

/// The nearest that scrolls what is in it; null where nothing does.
const QQuickItem* scrollerOf(const QQuickItem& item) {
    for (const QQuickItem* one = item.parentItem(); one != nullptr; one = one->parentItem()) {
        if (one->inherits("QQuickFlickable"))
            return one;
    }
    return nullptr;
}

QString nameOf(const QQuickItem& item) {
    return item.objectName() + " “" + item.property("text").toString().left(60) + "”";
}

/// As far as it is in sight.
QRectF seenPart(const ShownKiosk& shown, const QQuickItem& item) {
    QRectF part = shown.placeOf(item);
    for (const QQuickItem* one = item.parentItem(); one != nullptr; one = one->parentItem()) {
        if (one->clip())
            part &= shown.placeOf(*one);
    }
    return part;
}

QRectF pictureOf(const ShownKiosk& shown) {
    return {QPointF(0, 0), shown.item("kioskRoot")->size()};
}

double channelLight(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double lightOf(const QColor& color) {
    return 0.2126 * channelLight(color.redF()) + 0.7152 * channelLight(color.greenF()) +
           0.0722 * channelLight(color.blueF());
}

double contrastBetween(const QColor& one, const QColor& other) {
    const auto [dark, bright] = std::minmax(lightOf(one), lightOf(other));
    return (bright + 0.05) / (dark + 0.05);
}

/// The colour that most of this part of the picture has.
QColor groundIn(const QImage& picture, const QRect& part) {
    QHash<QRgb, int> counts;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QColor() : QColor(most.key());
}

bool isDimmed(const QQuickItem& item) {
    for (const QQuickItem* one = &item; one != nullptr; one = one->parentItem()) {
        if (one->opacity() < 1)
            return true;
    }
    return false;
}

/// Where something lies over the whole of it, such as the countdown over the chat.
bool isCovered(const ShownKiosk& shown, const QQuickItem& item) {
    const QQuickItem* layer = shown.item("countdownLayer");
    return layer != nullptr && !layer->isAncestorOf(&item);
}

QList<QQuickItem*> inSight(const ShownKiosk& shown) {
    QList<QQuickItem*> items = visibleItems(shown.item("kioskRoot"));
    items.removeIf([&](const QQuickItem* one) { return isCovered(shown, *one); });
    return items;
}

} // namespace

void checkNothingIsCut(const ShownKiosk& shown, const QString& where) {
    const auto items = inSight(shown);
    for (const QQuickItem* item : items) {
        if (!isText(*item) || item->objectName() == "chatTitle") // an operator's name may be of any length
            continue;
        const QByteArray what = (where + ": " + nameOf(*item)).toUtf8();
        QVERIFY2(!item->property("truncated").toBool(), what);
        QVERIFY2(item->property("contentWidth").toReal() <= item->width() + 1, what);
        QVERIFY2(item->property("contentHeight").toReal() <= item->height() + 1, what);
        if (scrollerOf(*item) == nullptr)
            QVERIFY2(pictureOf(shown).contains(shown.placeOf(*item)), what);
    }
}

void checkTargets(const ShownKiosk& shown, const QString& where) {
    const auto items = inSight(shown);
    for (const QQuickItem* item : items) {
        if (!item->inherits("QQuickAbstractButton"))
            continue;
        const QByteArray what = (where + ": " + nameOf(*item)).toUtf8();
        QVERIFY2(item->width() >= kFinger && item->height() >= kFinger, what);
        if (scrollerOf(*item) == nullptr)
            QVERIFY2(pictureOf(shown).contains(shown.placeOf(*item)), what);
    }
}

void checkContrast(const ShownKiosk& shown, const QImage& picture, const QString& where) {
    const auto items = inSight(shown);
    for (const QQuickItem* item : items) {
        const QRect part = seenPart(shown, *item).toRect() & picture.rect();
        if (!isText(*item) || part.height() < 8 || part.width() < 8 || isDimmed(*item))
            continue;
        const QColor ink = item->property("color").value<QColor>();
        const double contrast = contrastBetween(ink, groundIn(picture, part));
        const bool large = item->property("font").value<QFont>().pixelSize() >= 24;
        QVERIFY2(contrast >= (large ? kLargeType : kReadable),
                 qPrintable(QString("%1: %2 has %3:1").arg(where, nameOf(*item)).arg(contrast)));
    }
}
