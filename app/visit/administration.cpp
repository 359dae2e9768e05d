// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/administration.h"

#include "remote/background.h"
#include "visit/operator_facts.h"

#include <algorithm>
#include <utility>

namespace peripheral {

namespace {

constexpr std::size_t kMostDigits = 12; // as kiosk::hashPin() takes them

} // namespace

Administration::Administration(Parts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts)) {
    // What is kept within a string itself would be left behind where the string is moved.
    m_pin.reserve(64);
    m_idle.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_turn.setInterval(m_parts.times.second);
    m_facts.setInterval(m_parts.times.facts);
    connect(&m_idle, &QTimer::timeout, this, &Administration::close);
    connect(&m_turn, &QTimer::timeout, this, &Administration::awaitTurn);
    connect(&m_facts, &QTimer::timeout, this, &Administration::factsChanged);
    connect(&m_parts.kiosk, &Kiosk::stageChanged, this, [this] {
        if (m_parts.kiosk.stage() != KioskStage::Erasing)
            tryToEnd();
    });
    connect(&m_patience, &QTimer::timeout, this, &Administration::tryToEnd);
}

Administration::~Administration() {
    kiosk::wipe(m_pin);
}

int Administration::waitSeconds() const {
    return static_cast<int>(m_parts.attempts.wait().count());
}

QVariantList Administration::settings() const {
    return settingsFacts(m_parts.config);
}

QVariantList Administration::model() const {
    return modelFacts(m_parts.loadedModel);
}

QVariantList Administration::counts() const {
    return m_parts.counts ? countFacts(m_parts.counts()) : QVariantList();
}

QVariantList Administration::machine() const {
    return machineFacts(m_parts.degrees ? m_parts.degrees() : std::nullopt, plm::memoryUse(),
                        m_parts.version);
}

void Administration::openPin() {
    // An answer to a pad that was closed is not to open the page for whoever comes next.
    if (m_state != Hidden || m_checking || m_parts.config.pinHash.empty())
        return;
    m_wrong = false;
    go(Pin);
    awaitTurn();
}

void Administration::pressDigit(int digit) {
    if (m_state != Pin || m_checking || waitSeconds() > 0 || digit < 0 || digit > 9)
        return;
    m_idle.start();
    m_wrong = false;
    if (m_pin.size() < kMostDigits)
        m_pin.push_back(static_cast<char>('0' + digit));
    emit pinChanged();
}

void Administration::eraseDigit() {
    if (m_state != Pin || m_checking || m_pin.empty())
        return;
    m_idle.start();
    m_pin.back() = '\0';
    m_pin.pop_back();
    emit pinChanged();
}

void Administration::enterPin() {
    if (m_state != Pin || m_checking || m_pin.empty())
        return;
    if (!m_parts.attempts.begin()) {
        forgetPin();
        awaitTurn();
        return;
    }
    m_checking = true;
    m_idle.stop();
    const auto pin = std::make_shared<std::string>(m_pin);
    forgetPin();
    inBackground(
        this,
        [pin, hash = m_parts.config.pinHash, verify = m_parts.verify] {
            const bool right = verify(hash, *pin);
            kiosk::wipe(*pin);
            return right;
        },
        [this](bool right) { onChecked(right); });
}

void Administration::onChecked(bool right) {
    m_checking = false;
    if (right)
        m_parts.attempts.succeed();
    m_wrong = !right;
    if (m_state == Pin) { // else it was closed meanwhile
        if (right)
            openPage();
        else
            m_idle.start();
    }
    awaitTurn();
}

void Administration::openPage() {
    // Whoever has the PIN is the operator, and not to read what a visitor wrote.
    if (m_parts.kiosk.hasVisitor())
        m_parts.kiosk.finish();
    go(Page);
    emit factsChanged();
}

void Administration::noteActivity() {
    if (m_state == Page)
        m_idle.start();
}

void Administration::close() {
    if (m_state == Hidden)
        return;
    forgetPin();
    go(Hidden);
}

void Administration::restart() {
    afterErasing(m_parts.restart);
}

void Administration::leave() {
    afterErasing(m_parts.leave);
}

void Administration::darken() {
    if (m_state != Page)
        return;
    close();
    if (m_parts.darken)
        m_parts.darken();
}

void Administration::go(State state) {
    m_state = state;
    m_facts.stop();
    m_idle.stop();
    if (state != Hidden) {
        m_idle.setInterval(state == Pin ? m_parts.times.pad : m_parts.times.page);
        m_idle.start();
    }
    if (state == Page)
        m_facts.start();
    emit stateChanged();
}

/// Overwrites the PIN; the room for the next one stays where it is.
void Administration::forgetPin() {
    kiosk::wipe(m_pin);
    m_pin.reserve(64);
    emit pinChanged();
}

/// Says how long there is to wait, again and again while the pad shows it.
void Administration::awaitTurn() {
    emit pinChanged();
    if (m_state != Pin || waitSeconds() == 0)
        m_turn.stop();
    else if (!m_turn.isActive())
        m_turn.start();
}

/// The program ends only when the visit that the page has ended is erased, or is not in time.
void Administration::afterErasing(const std::function<void()>& end) {
    if (m_state != Page || !end)
        return;
    m_end = end;
    m_idle.stop();
    if (m_parts.kiosk.stage() == KioskStage::Erasing)
        m_patience.start(m_parts.times.erasing);
    else
        tryToEnd();
}

void Administration::tryToEnd() {
    m_patience.stop();
    if (const auto end = std::exchange(m_end, nullptr))
        end();
}

} // namespace peripheral

#include "moc_administration.cpp"
