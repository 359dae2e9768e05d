// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace peripheral {

/// What says texts aloud. GUI thread.
class Speaker : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whether it has a voice for a language of the program, "de".
    [[nodiscard]] virtual bool speaks(const QString& language) const = 0;
    /// Says `text` in the language, in place of what it still says; answered by ended().
    virtual void say(const QString& text, const QString& language) = 0;
    /// Is silent at once, and has forgotten the text.
    virtual void stop() = 0;

signals:
    /// Nothing is said any more: all of it was, or it could not be.
    void ended();
};

/// Qt's speech, which asks the speech-dispatcher or what else is installed; null where this program was built
/// without it or there are no voices.
[[nodiscard]] std::unique_ptr<Speaker> makeSpeaker();

} // namespace peripheral
