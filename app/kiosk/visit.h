// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace peripheral::kiosk {

/// What the screen of a kiosk shows of a visit.
enum class Stage : std::uint8_t {
    Inviting, ///< nobody is there
    Consent,  ///< the privacy note
    Chatting,
    Countdown, ///< "Still there?" over the chat or the note
    Erasing,   ///< the visit is over, what was said is being erased
    Erased,    ///< nothing was found of it any more
};

/// The course of one visit after the other, as values: every call is told the time, and says nothing by
/// itself. What the visitor does, and what the machine does for the visitor, keeps the visit going.
class Visit {
public:
    using Time = std::chrono::milliseconds; ///< since any one moment; never goes back

    struct Times {
        Time idle{90'000}; ///< without activity, until the countdown
        Time countdown{20'000};
        Time erased{2'500}; ///< how long "Erased." stands
    };

    explicit Visit(const Times& times, bool consent) : m_times(times), m_consent(consent) {}

    [[nodiscard]] Stage stage() const { return m_stage; }
    /// The stage, or what the countdown stands over.
    [[nodiscard]] Stage shown() const { return m_stage == Stage::Countdown ? m_before : m_stage; }
    /// Of the countdown; the whole of it where there is none.
    [[nodiscard]] Time left(Time now) const;
    /// When advance() is to be called at the latest; nothing where only a person or the erasing goes on.
    [[nodiscard]] std::optional<Time> due() const;

    /// Inviting → Consent, or Chatting where nothing is to be agreed to.
    void begin(Time now);
    /// Consent → Chatting.
    void agree(Time now);
    /// Anything that a visitor does: read on, type, touch. Ends the countdown.
    void touch(Time now);
    /// Whether the machine is at work for the visitor, who waits: nobody is idle then.
    void setBusy(bool busy, Time now);
    /// The visitor ends the visit, or the operator does: → Erasing, from any stage in which there is one.
    void finish();
    /// Erasing → Erased.
    void erased(Time now);
    /// Goes on as far as time alone lets it.
    void advance(Time now);

private:
    void go(Stage stage, Time now);

    Times m_times;
    bool m_consent;
    bool m_busy = false;
    Stage m_stage = Stage::Inviting;
    Stage m_before = Stage::Chatting; ///< what the countdown stands over
    Time m_since{0};                  ///< of the stage, or the last activity in it
};

} // namespace peripheral::kiosk
