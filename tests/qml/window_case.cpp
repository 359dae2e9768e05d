// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

#include <algorithm>

using peripheral::MessageState;

void WindowCase::initTestCase() {
    m_window = std::make_unique<TestWindow>(m_dir.path());
    m_window->open();
}

void WindowCase::init() {
    m_window->reset();
}

void WindowCase::cleanupTestCase() {
    m_window.reset();
}

bool WindowCase::showsText(const QString& words) const {
    const auto items = visibleItems(m_window->window().contentItem());
    return std::any_of(items.begin(), items.end(),
                       [&](const QQuickItem* one) { return one->property("text").toString() == words; });
}

QString WindowCase::said(int row) const {
    return row < messages().count() ? messages().at(row).text : QString();
}

MessageState WindowCase::state(int row) const {
    return row < messages().count() ? messages().at(row).state : MessageState::Waiting;
}

#include "moc_window_case.cpp"
