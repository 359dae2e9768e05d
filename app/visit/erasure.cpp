// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/erasure.h"

namespace peripheral {

Erasure::Erasure(Parts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts)) {}

Erasure::~Erasure() = default;

void Erasure::note(const QString& text) {
    Q_UNUSED(text)
}

void Erasure::begin(std::unique_ptr<Visitor> visitor) {
    m_visitor = std::move(visitor);
    m_visitor->chat.stopAll();
    m_visitor.reset();
    if (m_parts.eraseInterface)
        m_parts.eraseInterface();
    emit erased(true);
}

} // namespace peripheral
