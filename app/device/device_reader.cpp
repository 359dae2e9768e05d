// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/device_reader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace peripheral {

namespace {

/// More often nobody reads figures.
constexpr std::chrono::milliseconds kInterval{500};
/// Reading the mappings of a gigabyte of file takes tens of milliseconds, which answers are short of; it may
/// take one part in so many of a core, the first where the whole has changed meanwhile.
constexpr qint64 kChangedMemoryShare = 100;
constexpr qint64 kMemoryShare = 400;

/// Bytes that this process has in memory; 0 where the system does not tell. Takes no time, unlike its parts.
std::uint64_t wholeMemory(const std::filesystem::path& root) {
    const auto use = plm::memoryUse(root);
    return use ? use->fileBacked + use->anonymous : 0;
}

/// By more than a hundredth.
bool isOther(std::uint64_t now, std::uint64_t before) {
    return std::max(now, before) - std::min(now, before) > before / 100;
}

} // namespace

DeviceReader::DeviceReader(Sources sources) : m_sources(std::move(sources)), m_timer(new QTimer(this)) {
    m_timer->setInterval(kInterval);
    connect(m_timer, &QTimer::timeout, this, &DeviceReader::readAll);
    qRegisterMetaType<DeviceReading>();
}

void DeviceReader::setWatched(bool watched) {
    if (watched == m_timer->isActive())
        return;
    m_sinceLast.invalidate();
    m_energy.reset();
    setEngineMemory({.settled = false}); // until the engine says how it is now
    if (!watched)
        return m_timer->stop();
    m_timer->start();
}

void DeviceReader::setEngineMemory(const EngineMemory& memory) {
    if (!memory.settled || memory.regions != m_engine.regions)
        m_sinceMemory.invalidate();
    const bool known = memory.settled && !m_engine.settled;
    m_engine = memory;
    if (!known || !m_timer->isActive())
        return;
    m_timer->start();
    readAll();
}

std::optional<double> DeviceReader::measureBandwidth(int threads, const std::stop_token& stop) {
    const auto measured = m_sources.bandwidth(threads, stop);
    return measured ? std::optional(*measured) : std::nullopt;
}

void DeviceReader::readAll() {
    const double seconds = m_sinceLast.isValid() ? static_cast<double>(m_sinceLast.nsecsElapsed()) / 1e9 : 0;
    m_sinceLast.start();
    updateMemory();
    emit read({.memory = m_memory,
               .system = plm::systemMemory(m_sources.root),
               .conditions = plm::conditions(m_sources.root),
               .watts = readWatts(seconds),
               .seconds = seconds});
}

void DeviceReader::updateMemory() {
    const std::uint64_t whole = wholeMemory(m_sources.root);
    const qint64 share = isOther(whole, m_wholeMemory) ? kChangedMemoryShare : kMemoryShare;
    if (m_sinceMemory.isValid() && m_sinceMemory.nsecsElapsed() < m_memoryCost * share)
        return;
    m_wholeMemory = whole;
    m_sinceMemory.start();
    m_memory = readMemory();
    m_memoryCost = m_sinceMemory.nsecsElapsed();
}

std::optional<plm::MemoryByPart> DeviceReader::readMemory() const {
    if (!m_engine.settled)
        return std::nullopt;
    const auto mappings = plm::memoryMappings(m_sources.root);
    if (mappings.empty())
        return std::nullopt;
    const std::array counted{plm::CountedMemory{
        plm::MemoryPart::History, m_sources.historyBytes ? m_sources.historyBytes() : std::uint64_t{0}}};
    return plm::memoryByPart(mappings, m_engine.regions, counted, m_sources.resident);
}

/// What was used since the reading before, where there is a counter; else what a sensor says now.
std::optional<double> DeviceReader::readWatts(double seconds) {
    const auto before = std::exchange(m_energy, plm::energyReading(m_sources.root));
    if (!m_energy)
        return plm::wattsNow(m_sources.root);
    return before && seconds > 0 ? plm::watts(*before, *m_energy, seconds) : std::nullopt;
}

} // namespace peripheral

#include "moc_device_reader.cpp"
