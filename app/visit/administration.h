// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/pin.h"
#include "kiosk/pin_attempts.h"
#include "kiosk/statistics.h"
#include "models/loaded_model.h"
#include "visit/kiosk.h"
#include "visit/operator_fact.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QVariantList>
#include <QtQmlIntegration>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace peripheral {

/// The operator's way: a gesture leads to a pad for the PIN, the right PIN to a page that tells about the
/// kiosk and can leave it. Without a PIN in the file of settings the gesture leads nowhere.
///
/// The PIN comes as single digits and is kept here alone, where it is overwritten after use: no text of QML
/// ever holds it. It is checked in a thread of the pool, as that takes a third of a second and 64 MiB on
/// purpose. GUI thread.
class Administration : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Administration)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::Administration::State state READ state NOTIFY stateChanged)
    /// Of the PIN, so far.
    Q_PROPERTY(int digits READ digits NOTIFY pinChanged)
    /// A PIN is being checked.
    Q_PROPERTY(bool checking READ checking NOTIFY pinChanged)
    /// The last one was not right, and no other was begun.
    Q_PROPERTY(bool wrong READ wrong NOTIFY pinChanged)
    /// Until another may be tried; 0: now. Counts down.
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY pinChanged)
    /// What the kiosk does without because the machine does not give it, a sentence each.
    Q_PROPERTY(QStringList faults READ faults CONSTANT)
    /// What the page says, an OperatorFact a line.
    Q_PROPERTY(QVariantList settings READ settings CONSTANT)
    Q_PROPERTY(QVariantList model READ model NOTIFY factsChanged)
    Q_PROPERTY(QVariantList counts READ counts NOTIFY factsChanged)
    Q_PROPERTY(QVariantList machine READ machine NOTIFY factsChanged)

public:
    enum State {
        Hidden,
        Pin,  ///< the pad stands over whatever there is
        Page, ///< there is no visit any more
    };
    Q_ENUM(State)

    struct Times {
        std::chrono::milliseconds pad{20'000};    ///< without a touch, until the pad goes
        std::chrono::milliseconds page{120'000};  ///< the same of the page
        std::chrono::milliseconds facts{2'000};   ///< from one reading of the machine to the next
        std::chrono::milliseconds erasing{5'000}; ///< for the visit to be erased before the program may end
        std::chrono::milliseconds second{1'000};  ///< between two looks at how long there is to wait
    };
    struct Parts {
        Kiosk& kiosk;
        LoadedModel& loadedModel;
        const kiosk::Config& config;
        kiosk::PinAttempts attempts;
        /// Called in a thread of the pool.
        std::function<bool(std::string_view hash, std::string_view pin)> verify = kiosk::verifyPin;
        std::function<kiosk::Counts()> counts{};
        /// Of the warmest sensor, as it was read last.
        std::function<std::optional<double>()> degrees{};
        /// End the program: to start anew, and for good (kiosk_exit.h). Turn the screen dark.
        std::function<void()> restart{}, leave{}, darken{};
        QString version{};
        QStringList faults{};
        Times times{};
    };
    explicit Administration(Parts parts, QObject* parent = nullptr);
    ~Administration() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int digits() const { return static_cast<int>(m_pin.size()); }
    [[nodiscard]] bool checking() const { return m_checking; }
    [[nodiscard]] bool wrong() const { return m_wrong; }
    [[nodiscard]] int waitSeconds() const;
    [[nodiscard]] const QStringList& faults() const { return m_parts.faults; }
    [[nodiscard]] QVariantList settings() const;
    [[nodiscard]] QVariantList model() const;
    [[nodiscard]] QVariantList counts() const;
    [[nodiscard]] QVariantList machine() const;

    /// The gesture was made. Nothing while a PIN is being checked.
    Q_INVOKABLE void openPin();
    /// A digit, 0 to 9; taking back the last one.
    Q_INVOKABLE void pressDigit(int digit);
    Q_INVOKABLE void eraseDigit();
    /// The PIN is complete: it is checked, and forgotten.
    Q_INVOKABLE void enterPin();
    /// The operator is at work on the page.
    Q_INVOKABLE void noteActivity();
    /// Back to the kiosk, from pad or page.
    Q_INVOKABLE void close();

    // From the page only.

    /// The program ends and comes back; ends for good; the screen turns dark.
    Q_INVOKABLE void restart();
    Q_INVOKABLE void leave();
    Q_INVOKABLE void darken();

signals:
    void stateChanged();
    void pinChanged();
    void factsChanged();

private:
    void go(State state);
    void onChecked(bool right);
    void openPage();
    void forgetPin();
    void awaitTurn();
    void afterErasing(const std::function<void()>& end);
    void tryToEnd();

    Parts m_parts;
    State m_state = Hidden;
    std::string m_pin;
    bool m_checking = false;
    bool m_wrong = false;
    std::function<void()> m_end; ///< what is done when the visit is erased
    QTimer m_idle;               ///< of pad and page
    QTimer m_turn;               ///< while nobody may try
    QTimer m_facts;
    QTimer m_patience; ///< with the erasing
};

} // namespace peripheral
