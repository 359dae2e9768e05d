// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/read_aloud.h"

#include <QTextDocument>

#include <chrono>
#include <utility>

namespace peripheral {

namespace {

/// The words of a message without its marks: nobody wants to hear stars and bars.
QString spoken(const QString& markdown) {
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setMarkdown(markdown, QTextDocument::MarkdownNoHTML);
    return document.toPlainText().trimmed();
}

/// Between two signs that somebody listens; shorter than any `idle` of the operator's.
constexpr std::chrono::seconds kStep{2};
/// No voice is slower, nor takes longer to begin; one that says nothing of its end does not keep the visit
/// going for ever.
constexpr double kSecondsPerCharacter = 0.2, kSecondsToBegin = 20;

int stepsFor(const QString& text) {
    const double seconds = kSecondsToBegin + kSecondsPerCharacter * static_cast<double>(text.size());
    return static_cast<int>(seconds / static_cast<double>(kStep.count()));
}

} // namespace

ReadAloud::ReadAloud(Kiosk& kiosk, const KioskFace& face, std::unique_ptr<Speaker> speaker, QObject* parent)
    : QObject(parent),
      m_kiosk(kiosk),
      m_face(face),
      m_speaker(face.readAloud() ? std::move(speaker) : nullptr) {
    if (!m_speaker)
        return;
    connect(m_speaker.get(), &Speaker::ended, this, [this] { setSpeaking(false); });
    connect(&kiosk, &Kiosk::chatChanged, this, &ReadAloud::watchChat);
    connect(&kiosk, &Kiosk::stageChanged, this, [this] {
        if (m_kiosk.stage() == KioskStage::Erasing)
            stop();
    });
    connect(&face, &KioskFace::answerLanguageChanged, this, [this] {
        stop();
        update();
    });
    m_listening.setObjectName("listening");
    m_listening.setInterval(kStep);
    connect(&m_listening, &QTimer::timeout, this, &ReadAloud::keepListening);
    watchChat();
}

ReadAloud::~ReadAloud() = default;

void ReadAloud::read() {
    const QString text = lastAnswer();
    if (!m_available || text.isEmpty())
        return;
    stop();
    m_stepsLeft = stepsFor(text);
    m_kiosk.noteActivity();
    m_kiosk.noteText(text); // as it is spoken, it stands nowhere else
    setSpeaking(true);
    m_keepsText = true;
    m_speaker->say(text, m_face.answerCode());
}

void ReadAloud::stop() {
    if (std::exchange(m_keepsText, false))
        m_speaker->stop();
    setSpeaking(false);
}

void ReadAloud::watchChat() {
    stop();
    if (const Chat* chat = m_kiosk.chat()) {
        connect(chat, &Chat::answeringChanged, this, [this](bool answering) {
            if (answering)
                stop();
            update();
        });
        connect(chat, &Chat::answerEnded, this, &ReadAloud::update);
    }
    update();
}

void ReadAloud::update() {
    const bool now = m_speaker->speaks(m_face.answerCode()) && !lastAnswer().isEmpty();
    if (now == m_available)
        return;
    m_available = now;
    emit availableChanged();
}

void ReadAloud::setSpeaking(bool speaking) {
    if (speaking == m_speaking)
        return;
    m_speaking = speaking;
    if (speaking)
        m_listening.start();
    else
        m_listening.stop();
    emit speakingChanged();
}

/// Who listens is there: a visit does not end in the middle of an answer for want of a touch.
void ReadAloud::keepListening() {
    if (--m_stepsLeft > 0)
        m_kiosk.noteActivity();
    else
        stop();
}

QString ReadAloud::lastAnswer() const {
    const Chat* chat = m_kiosk.chat();
    if (chat == nullptr || chat->busy() || chat->messages()->count() == 0)
        return {};
    const Message& last = chat->messages()->at(chat->messages()->count() - 1);
    return last.author == Author::Assistant ? spoken(last.text) : QString();
}

} // namespace peripheral

#include "moc_read_aloud.cpp"
