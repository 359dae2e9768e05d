// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exhibition.h"

#include <plm/recording.h>

#include <QTest>

namespace peripheral {

namespace {

kiosk::Config exhibitionConfig(bool panel) {
    kiosk::Config config;
    config.consent = false;
    config.panel = panel;
    config.keyboard = false;
    config.answerTokens = 8000;
    return config;
}

EngineFactory replaying(double tokensPerSecond) {
    auto recording = plm::Recording::read(PERIPHERAL_RECORDINGS "/long.json");
    plm::Recording played = recording ? std::move(*recording) : plm::Recording{};
    played.tokensPerSecond = tokensPerSecond;
    played.contextLength = 100'000;
    return [played] { return plm::makeFakeEngine(played); };
}

} // namespace

Exhibition::Exhibition(QSize size, bool panel, double tokensPerSecond)
    : m_timed(exhibitionConfig(panel), replaying(tokensPerSecond)),
      m_face(m_timed.config),
      m_scene(std::make_unique<QmlScene>(
          "import Peripheral.Kiosk\nKioskWindow {}",
          QVariantMap{{"kiosk", QVariant::fromValue(&m_timed.kiosk)},
                      {"face", QVariant::fromValue(&m_face)},
                      {"loadedModel", QVariant::fromValue(&m_timed.objects.model)},
                      {"settings", QVariant::fromValue(&m_timed.objects.settings)},
                      {"deviceReadings", QVariant::fromValue(&m_timed.objects.deviceReadings)},
                      {"answerTelemetry", QVariant::fromValue(&m_timed.objects.answerTelemetry)}},
          size)) {}

Exhibition::~Exhibition() {
    if (kiosk.hasVisitor()) // whose chat the window shows
        kiosk.finish();
}

bool Exhibition::start() {
    if (!m_timed.start())
        return false;
    kiosk.begin();
    return QTest::qWaitFor(
        [this] { return kiosk.obstacle() == Kiosk::None && item("chatScreen") != nullptr; });
}

} // namespace peripheral
