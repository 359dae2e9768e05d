// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qml_scene.h"
#include "timed_kiosk.h"
#include "visit/kiosk_face.h"

#include <memory>

namespace peripheral {

/// The window of a kiosk, with the exhibition's panel where it is wanted, on an engine that replays a
/// recorded answer at so many tokens a second.
class Exhibition {
public:
    explicit Exhibition(QSize size, bool panel = true, double tokensPerSecond = 40);
    ~Exhibition();

    /// A visitor comes, and can ask; false where that does not come about.
    [[nodiscard]] bool start();

    [[nodiscard]] QQuickItem* item(const QString& name) const { return m_scene->item(name); }
    [[nodiscard]] QString textOf(const QString& name) const { return m_scene->textOf(name); }
    [[nodiscard]] QQuickWindow& window() const { return m_scene->window(); }
    void tap(const QString& name) { m_scene->tap(name); }

private:
    TimedKiosk m_timed;
    KioskFace m_face;
    std::unique_ptr<QmlScene> m_scene;

public:
    Kiosk& kiosk = m_timed.kiosk;
    DeviceReadings& readings = m_timed.objects.deviceReadings;
    AnswerTelemetry& telemetry = m_timed.objects.answerTelemetry;
};

} // namespace peripheral
