// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/speaker.h"

#include <QLocale>

#include <algorithm>

#ifdef PERIPHERAL_HAS_SPEECH
#include <QTextToSpeech>
#endif

namespace peripheral {

#ifdef PERIPHERAL_HAS_SPEECH
namespace {

class QtSpeaker : public Speaker {
public:
    QtSpeaker() : m_speech(made()) {}

    [[nodiscard]] bool speaks(const QString& language) const override {
        return voiceFor(QLocale(language)) != QLocale::c();
    }
    void say(const QString& text, const QString& language) override {
        m_speech->setLocale(voiceFor(QLocale(language)));
        m_speech->say(text);
    }
    void stop() override {
        // The engine keeps the last text as long as it lives.
        m_speech->disconnect(this);
        m_speech->stop();
        m_speech = made();
    }

private:
    [[nodiscard]] std::unique_ptr<QTextToSpeech> made() {
        auto speech = std::make_unique<QTextToSpeech>();
        connect(speech.get(), &QTextToSpeech::stateChanged, this, [this](QTextToSpeech::State state) {
            if (state == QTextToSpeech::Ready || state == QTextToSpeech::Error)
                emit ended();
        });
        return speech;
    }
    /// The voice's country does not matter, its script does; C where there is none.
    [[nodiscard]] QLocale voiceFor(const QLocale& wanted) const {
        const auto all = m_speech->availableLocales();
        const auto found = std::find_if(all.begin(), all.end(), [&](const QLocale& one) {
            return one.language() == wanted.language() && one.script() == wanted.script();
        });
        return found == all.end() ? QLocale::c() : *found;
    }

    std::unique_ptr<QTextToSpeech> m_speech;
};

} // namespace

std::unique_ptr<Speaker> makeSpeaker() {
    QStringList engines = QTextToSpeech::availableEngines();
    engines.removeAll(QStringLiteral("mock")); // which is silent
    if (engines.isEmpty())
        return nullptr;
    return std::make_unique<QtSpeaker>();
}
#else
std::unique_ptr<Speaker> makeSpeaker() {
    return nullptr;
}
#endif

} // namespace peripheral

#include "moc_speaker.cpp"
