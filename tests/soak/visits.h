// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "told_engine.h"
#include "visit/kiosk_objects.h"

#include <QQmlApplicationEngine>
#include <QTemporaryDir>

#include <atomic>

class QQuickWindow;

namespace peripheral {

/// A kiosk in its window, and visits of it, each of which ends in another way than the one before. Its clock
/// stands still but for what the visits let go by.
class Visits {
public:
    /// With the built-in model, or else with an engine that gives the same few pieces at once.
    explicit Visits(bool real);

    /// False where nothing can be asked.
    bool open();
    /// The visit of that number; a sentence where it goes wrong.
    QString visit(int number);
    /// Visits so far of which something was still found at the first try to erase them.
    [[nodiscard]] int erasedLate() const { return m_erasedLate; }
    /// Visits so far that ended while an answer was being written.
    [[nodiscard]] int brokenOff() const { return m_brokenOff; }

private:
    /// How a visit ends, in the order in which they come.
    enum End {
        Finished,   ///< by the button, after a countdown at which the visitor stayed
        RanOut,     ///< nobody is there any more after the answer
        BrokenOff,  ///< by the button, while the answer is being written
        DraftLeft,  ///< nobody is there any more, and a question was half typed
        Unanswered, ///< nobody agreed to the privacy note
    };
    static constexpr int kEnds = Unanswered + 1;

    [[nodiscard]] static kiosk::Config config();
    /// Which the engine keeps, whoever comes.
    [[nodiscard]] static QStringList scriptedAnswer();
    [[nodiscard]] EngineFactory scripted();
    [[nodiscard]] QString madeUpModel();

    QString spend(End end, int number);
    QString chat(End end, int number);
    void type(const QString& text, qsizetype from = 0);
    bool waitForAnswer();
    bool waitForWords();
    /// Lets time go by until the countdown; whether it is there.
    bool idle();
    void letRunOut();
    [[nodiscard]] Kiosk& kiosk() { return m_objects.kiosk; }

    QTemporaryDir m_folder;
    kiosk::Visit::Time m_now{0};
    std::atomic<bool> m_heldUp = false; ///< the scripted engine waits before its last piece
    QString m_remains;
    int m_erasedLate = 0;
    int m_brokenOff = 0;
    KioskObjects m_objects;
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
};

} // namespace peripheral
