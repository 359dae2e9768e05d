// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visible_items.h"

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
