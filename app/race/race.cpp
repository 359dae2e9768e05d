// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/race.h"

#include "compare/compared_profile.h"
#include "compare/work_sentences.h"

#include <QFile>

#include <algorithm>

namespace peripheral {

namespace {

using namespace std::chrono_literals;

constexpr auto kTyping = 34ms; // fewer than thirty changes a second
constexpr auto kFigures = 500ms;
constexpr int kFastest = 4;
constexpr std::size_t kMostRacers = 3; // as many as stand beside each other

/// What ships with the program; an empty one where that is damaged, which a test would find.
plm::Recording shippedAnswer() {
    QFile file(QStringLiteral(":/peripheral/race/island.json"));
    if (!file.open(QFile::ReadOnly))
        return {};
    return plm::Recording::parse(file.readAll().toStdString(), "island.json").value_or(plm::Recording());
}

std::chrono::nanoseconds steadyClock() {
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

Race::Race(QObject* parent) : Race(shippedAnswer(), steadyClock, parent) {}

Race::Race(const plm::Recording& answer, Clock clock, QObject* parent)
    : QObject(parent),
      m_clock(std::move(clock)),
      m_followed(this, [this] { takeChosen(); }),
      m_lanes(answer) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTyping);
    connect(&m_timer, &QTimer::timeout, this, &Race::tick);
}

void Race::setProfiles(Profiles* profiles) {
    if (m_followed.follow(profiles))
        emit profilesChanged();
}

void Race::takeChosen() {
    auto chosen = m_followed.chosen();
    chosen.resize(std::min(chosen.size(), kMostRacers));
    std::vector<Racer> racers;
    m_otherWork.clear();
    const std::vector<ComparedProfile> all = compared(chosen);
    for (const ComparedProfile& one : all) {
        racers.push_back({.name = one.name, .profile = one.profile});
        if (one.work.verdict != plm::WorkComparison::Verdict::Same && one.profile != chosen.front())
            m_otherWork << workSentence(all.front(), one);
    }
    setRacers(std::move(racers));
}

void Race::setRacers(std::vector<Racer> racers) {
    m_lanes.setRacers(std::move(racers));
    toTheStart();
    emit racersChanged();
}

void Race::setPace(int pace) {
    pace = std::clamp(pace, 1, kFastest);
    if (pace == m_pace)
        return;
    if (m_state == Running)
        tick(); // what has gone by went by at the old one
    m_pace = pace;
    emit paceChanged();
}

void Race::setFiguresOnly(bool figuresOnly) {
    if (figuresOnly == m_figuresOnly)
        return;
    m_figuresOnly = figuresOnly;
    m_lanes.setFiguresOnly(figuresOnly);
    m_timer.setInterval(figuresOnly ? kFigures : kTyping);
    emit figuresOnlyChanged();
}

void Race::start() {
    if (!possible() || m_state == Running)
        return;
    if (m_state == Over)
        toTheStart();
    m_last = m_clock();
    m_timer.start();
    setState(Running);
}

void Race::pause() {
    if (m_state != Running)
        return;
    tick();
    if (m_state != Running) // that was the end
        return;
    m_timer.stop();
    setState(Paused);
}

void Race::again() {
    toTheStart();
    start();
}

void Race::tick() {
    const std::chrono::nanoseconds now = m_clock();
    const double passed = std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    showAt(m_second + m_pace * passed);
    if (!m_lanes.over())
        return;
    m_timer.stop();
    setState(Over);
}

void Race::toTheStart() {
    m_timer.stop();
    showAt(0);
    setState(Ready);
}

void Race::showAt(double second) {
    m_second = std::min(second, m_lanes.end());
    m_lanes.showAt(m_second);
    emit secondChanged();
}

void Race::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace peripheral

#include "moc_race.cpp"
