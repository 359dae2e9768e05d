// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessible_tree.h"

#include <algorithm>

namespace {

QString valueOf(QAccessibleInterface& node) {
    QAccessibleValueInterface* value = node.valueInterface();
    return value == nullptr ? QString() : QString::number(value->currentValue().toDouble(), 'g', 3);
}

/// Rows of a list are made in any order: theirs is that of their places.
QList<QAccessibleInterface*> childrenOf(QAccessibleInterface& node) {
    QList<QAccessibleInterface*> children;
    for (int i = 0; i < node.childCount(); ++i) {
        if (QAccessibleInterface* child = node.child(i); child != nullptr)
            children.append(child);
    }
    if (node.role() == QAccessible::List)
        std::stable_sort(children.begin(), children.end(), [](const auto* left, const auto* right) {
            return left->rect().top() < right->rect().top();
        });
    return children;
}

void collect(QAccessibleInterface& node, int depth, QList<Spoken>& found) {
    for (QAccessibleInterface* child : childrenOf(node)) {
        auto* item = qobject_cast<QQuickItem*>(child->object());
        if (item == nullptr || !item->isVisible())
            continue;
        found.append({item, depth, child->role(), child->text(QAccessible::Name),
                      child->text(QAccessible::Description), valueOf(*child), child->state()});
        collect(*child, depth + 1, found);
    }
}

QString statesOf(const QAccessible::State& state) {
    QStringList words;
    const auto add = [&](bool holds, const char* word) {
        if (holds)
            words += QLatin1String(word);
    };
    add(state.focused, "focused");
    add(state.checked, "checked");
    add(state.selected, "selected");
    return words.join(", ");
}

} // namespace

QList<Spoken> spokenIn(QQuickWindow& window) {
    QList<Spoken> found;
    collect(*QAccessible::queryAccessibleInterface(&window), 0, found);
    return found;
}

QString outlineOf(const QList<Spoken>& spoken) {
    QString outline;
    for (const Spoken& one : spoken) {
        outline += QString(2 * one.depth, ' ') + qAccessibleRoleString(one.role) + ": " + one.name;
        if (!one.description.isEmpty())
            outline += ", " + one.description;
        if (!one.value.isEmpty())
            outline += " = " + one.value;
        const QString states = statesOf(one.state);
        outline += (states.isEmpty() ? QString() : " (" + states + ')') + '\n';
    }
    return outline;
}
