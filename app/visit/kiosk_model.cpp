// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_model.h"

#include <algorithm>
#include <utility>

namespace peripheral {

KioskModel::KioskModel(Parts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts)) {
    m_again.setSingleShot(true);
    m_again.setInterval(m_parts.first);
    connect(&m_again, &QTimer::timeout, this, &KioskModel::tryAgain);
    connect(&m_parts.model, &LoadedModel::errorChanged, this, &KioskModel::onError);
    connect(&m_parts.model, &LoadedModel::chosen, this, [this] {
        m_again.stop();
        m_due = false;
        m_told.clear();
    });
    connect(&m_parts.kiosk, &Kiosk::stageChanged, this, &KioskModel::onStage);
}

KioskModel::~KioskModel() = default;

void KioskModel::open() {
    if (m_parts.path.isEmpty())
        m_parts.model.openBuiltIn();
    else
        m_parts.model.openPath(m_parts.path);
}

void KioskModel::onError() {
    const QString why = m_parts.model.error();
    if (why.isEmpty())
        return; // another try begins
    if (std::exchange(m_told, why) != why && m_parts.tell)
        m_parts.tell(QStringLiteral("The model %1 is not used. %2")
                         .arg(m_parts.model.errorDetails(), why)
                         .toStdString());
    m_again.start();
}

void KioskModel::tryAgain() {
    m_due = m_parts.kiosk.stage() != KioskStage::Inviting;
    if (m_due)
        return;
    if (m_parts.model.loading()) {
        m_again.start();
        return;
    }
    m_again.setInterval(std::min(m_again.intervalAsDuration() * 2, m_parts.longest));
    open();
}

/// A visitor waits for no model that may not come, where another one can answer.
void KioskModel::onStage() {
    LoadedModel& model = m_parts.model;
    if (m_due && m_parts.kiosk.stage() == KioskStage::Inviting) {
        tryAgain();
    } else if (m_parts.kiosk.hasVisitor() && model.loading() && model.ready()) {
        model.cancelLoading();
        m_due = true;
    }
}

} // namespace peripheral

#include "moc_kiosk_model.cpp"
