// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/kiosk.h"
#include "visit/kiosk_face.h"
#include "visit/speaker.h"

#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

#include <memory>

namespace peripheral {

/// Reads the last answer of a kiosk's visitor aloud, where the operator lets it and somebody can speak the
/// language of answers. Silent from the next question on, and when the visit ends. GUI thread.
class ReadAloud : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadAloud)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// There is an answer that can be read now.
    Q_PROPERTY(bool available READ available NOTIFY availableChanged)
    Q_PROPERTY(bool speaking READ speaking NOTIFY speakingChanged)

public:
    /// Nothing is ever available where `speaker` is null, or the operator did not say "read aloud". `kiosk`
    /// and `face` outlive this.
    ReadAloud(Kiosk& kiosk, const KioskFace& face, std::unique_ptr<Speaker> speaker,
              QObject* parent = nullptr);
    ~ReadAloud() override;

    [[nodiscard]] bool available() const { return m_available; }
    [[nodiscard]] bool speaking() const { return m_speaking; }

    /// The last answer, from its beginning. Nothing where there is none.
    Q_INVOKABLE void read();
    Q_INVOKABLE void stop();

signals:
    void availableChanged();
    void speakingChanged();

private:
    void watchChat();
    void update();
    void setSpeaking(bool speaking);
    Q_INVOKABLE void keepListening();
    /// The last answer as it is spoken; empty where there is none that has ended.
    [[nodiscard]] QString lastAnswer() const;

    Kiosk& m_kiosk;
    const KioskFace& m_face;
    std::unique_ptr<Speaker> m_speaker;
    bool m_available = false;
    bool m_speaking = false;
    bool m_keepsText = false; ///< the speaker does, also of what it has said to its end
    QTimer m_listening{this};
    int m_stepsLeft = 0;
};

} // namespace peripheral
