// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/device_readings.h"

#include <optional>
#include <string>

namespace peripheral {

namespace {

/// For QML, where what is not there is undefined.
QVariant toVariant(const std::optional<double>& value) {
    return value ? QVariant(*value) : QVariant();
}
QVariant toVariant(const std::optional<std::uint64_t>& value) {
    return value ? QVariant(static_cast<double>(*value)) : QVariant();
}
QVariant toVariant(const std::optional<bool>& value) {
    return value ? QVariant(*value) : QVariant();
}

} // namespace

DeviceReadings::DeviceReadings(EngineThread& engine, const LoadedModel& model, DeviceMonitor& monitor,
                               QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_monitor(monitor),
      m_bandwidth(engine, model, monitor) {
    connect(&monitor, &DeviceMonitor::read, this, &DeviceReadings::onRead);
    connect(&engine, &EngineThread::memoryChanged, this, &DeviceReadings::onMemoryChanged);
    connect(&m_bandwidth, &BandwidthProbe::measured, this, &DeviceReadings::bandwidthChanged);
}

void DeviceReadings::setWatching(bool watching) {
    const bool before = this->watching();
    m_watchers += watching ? 1 : -1;
    if (this->watching() == before)
        return;
    m_engine.setWatched(watching);
    m_monitor.tell(&DeviceReader::setWatched, watching);
    m_bandwidth.setWanted(watching);
    emit watchingChanged();
}

void DeviceReadings::onRead(const DeviceReading& reading) {
    m_reading = reading;
    emit readAgain();
    emit changed();
}

void DeviceReadings::onMemoryChanged(const EngineMemory& memory) {
    m_engineMemory = memory;
    m_monitor.tell(&DeviceReader::setEngineMemory, memory);
}

QVariantList DeviceReadings::memory() const {
    QVariantList shares;
    if (!m_reading.memory)
        return shares;
    for (const plm::MemoryPart part : plm::kAllMemoryParts) {
        const plm::PartMemory& bytes = m_reading.memory->of(part);
        MemoryShare share;
        const std::string_view name = plm::toString(part);
        share.part = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        share.own = static_cast<double>(bytes.own);
        share.file = static_cast<double>(bytes.fileBacked);
        shares.append(QVariant::fromValue(share));
    }
    return shares;
}

double DeviceReadings::memoryTotal() const {
    return m_reading.memory ? static_cast<double>(m_reading.memory->total()) : 0;
}

double DeviceReadings::cacheReserved() const {
    return m_reading.memory ? static_cast<double>(m_reading.memory->cacheReserved) : 0;
}

QVariant DeviceReadings::gpu() const {
    const plm::DeviceMemory& device = m_engineMemory.device;
    if (device.layers == 0)
        return {};
    GpuMemory memory;
    memory.layers = device.layers;
    memory.allLayers = m_engineMemory.layers;
    memory.weights = static_cast<double>(device.weights);
    memory.cache = static_cast<double>(device.cache);
    memory.working = static_cast<double>(device.working);
    memory.total = static_cast<double>(device.total);
    memory.free = static_cast<double>(device.free);
    return QVariant::fromValue(memory);
}

QVariant DeviceReadings::total() const {
    return toVariant(m_reading.system.total);
}

QVariant DeviceReadings::available() const {
    return toVariant(m_reading.system.available);
}

QVariant DeviceReadings::swapTotal() const {
    return toVariant(m_reading.system.swapTotal);
}

QVariant DeviceReadings::swapFree() const {
    return toVariant(m_reading.system.swapFree);
}

QVariant DeviceReadings::zramOriginal() const {
    const auto& zram = m_reading.system.zram;
    return zram ? QVariant(static_cast<double>(zram->original)) : QVariant();
}

QVariant DeviceReadings::zramCompressed() const {
    const auto& zram = m_reading.system.zram;
    return zram ? QVariant(static_cast<double>(zram->compressed)) : QVariant();
}

QVariant DeviceReadings::pressureSome() const {
    const auto& pressure = m_reading.system.pressure;
    return pressure ? QVariant(pressure->some) : QVariant();
}

QVariant DeviceReadings::pressureFull() const {
    const auto& pressure = m_reading.system.pressure;
    return pressure ? QVariant(pressure->full) : QVariant();
}

QVariant DeviceReadings::temperature() const {
    return toVariant(m_reading.conditions.temperature);
}

QVariant DeviceReadings::megahertz() const {
    return toVariant(m_reading.conditions.megahertz);
}

QVariant DeviceReadings::governor() const {
    const std::optional<std::string>& governor = m_reading.conditions.governor;
    return governor ? QVariant(QString::fromStdString(*governor)) : QVariant();
}

QVariant DeviceReadings::throttledNow() const {
    return toVariant(m_reading.conditions.throttledNow);
}

QVariant DeviceReadings::throttleEvents() const {
    return toVariant(m_reading.conditions.throttleEvents);
}

QVariant DeviceReadings::watts() const {
    return toVariant(m_reading.watts);
}

QVariant DeviceReadings::bandwidth() const {
    return toVariant(m_bandwidth.bytesPerSecond());
}

} // namespace peripheral

#include "moc_device_readings.cpp"
