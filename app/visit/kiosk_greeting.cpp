// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_greeting.h"

namespace peripheral {

KioskGreeting::KioskGreeting(const Kiosk& kiosk, KioskFace& face, std::chrono::milliseconds patience)
    : m_kiosk(kiosk),
      m_face(face) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &KioskGreeting::greet);
    connect(&kiosk, &Kiosk::stageChanged, this, &KioskGreeting::onStage);
    connect(&face, &KioskFace::languageChanged, this, &KioskGreeting::onLanguage);
}

KioskGreeting::~KioskGreeting() = default;

void KioskGreeting::greet() {
    m_face.setLanguage(m_face.languages().value(0));
}

void KioskGreeting::onStage() {
    m_patience.stop();
    if (m_kiosk.stage() == KioskStage::Inviting)
        greet();
}

void KioskGreeting::onLanguage() {
    if (m_kiosk.stage() == KioskStage::Inviting && m_face.language() != m_face.languages().value(0))
        m_patience.start();
    else
        m_patience.stop();
}

} // namespace peripheral

#include "moc_kiosk_greeting.cpp"
