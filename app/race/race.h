// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiling/followed_profiles.h"
#include "race/race_lanes.h"

#include <QTimer>

#include <chrono>
#include <functional>

namespace peripheral {

/// Devices type the same recorded answer beside each other, each as fast as its profile says. GUI thread.
class Race : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// Of these the first three that are chosen race.
    Q_PROPERTY(peripheral::Profiles* profiles READ profiles WRITE setProfiles NOTIFY profilesChanged)
    Q_PROPERTY(peripheral::RaceLanes* lanes READ lanes CONSTANT)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    /// Whether any of them has what it takes.
    Q_PROPERTY(bool possible READ possible NOTIFY racersChanged)
    /// Of the devices' time: at a pace of 2 it goes by twice as fast.
    Q_PROPERTY(double second READ second NOTIFY secondChanged)
    Q_PROPERTY(int pace READ pace WRITE setPace NOTIFY paceChanged)
    /// Figures twice a second, and each text when it is done.
    Q_PROPERTY(bool figuresOnly READ figuresOnly WRITE setFiguresOnly NOTIFY figuresOnlyChanged)
    /// Of whom it is not known that the same work was measured as of the first one: a sentence each.
    Q_PROPERTY(QStringList otherWork READ otherWork NOTIFY racersChanged)
    /// Who was how much sooner; empty until it is over.
    Q_PROPERTY(QString outcome READ outcome NOTIFY stateChanged)

public:
    enum State { Ready, Running, Paused, Over };
    Q_ENUM(State)
    /// Any moment's distance from a fixed one.
    using Clock = std::function<std::chrono::nanoseconds()>;

    explicit Race(QObject* parent = nullptr);
    /// With another answer and another clock, which is for tests.
    Race(const plm::Recording& answer, Clock clock, QObject* parent = nullptr);

    [[nodiscard]] Profiles* profiles() const { return m_followed.profiles(); }
    void setProfiles(Profiles* profiles);
    /// They stand at the start again.
    void setRacers(std::vector<Racer> racers);

    [[nodiscard]] RaceLanes* lanes() { return &m_lanes; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool possible() const { return m_lanes.anyCanRace(); }
    [[nodiscard]] const QStringList& otherWork() const { return m_otherWork; }
    [[nodiscard]] double second() const { return m_second; }
    /// As it is so many seconds after the start, or at the end.
    void showAt(double second);
    [[nodiscard]] int pace() const { return m_pace; }
    void setPace(int pace);
    [[nodiscard]] bool figuresOnly() const { return m_figuresOnly; }
    void setFiguresOnly(bool figuresOnly);
    [[nodiscard]] QString outcome() const { return m_state == Over ? m_lanes.outcome() : QString(); }

    /// Begins, or goes on after a pause.
    Q_INVOKABLE void start();
    Q_INVOKABLE void pause();
    /// From the start.
    Q_INVOKABLE void again();

signals:
    void profilesChanged();
    void racersChanged();
    void stateChanged();
    void secondChanged();
    void paceChanged();
    void figuresOnlyChanged();

private:
    void setState(State state);
    /// Takes in what has gone by since it was asked last.
    void tick();
    void toTheStart();
    void takeChosen();

    Clock m_clock;
    FollowedProfiles m_followed;
    RaceLanes m_lanes;
    QStringList m_otherWork;
    QTimer m_timer;
    State m_state = Ready;
    std::chrono::nanoseconds m_last{}; ///< when the clock was read last, while it runs
    double m_second = 0;
    int m_pace = 1;
    bool m_figuresOnly = false;
};

} // namespace peripheral
