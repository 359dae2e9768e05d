// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/answer_readings.h"

#include <plm/device.h>
#include <plm/machine.h>
#include <plm/memory_parts.h>
#include <plm/system_memory.h>

#include <QElapsedTimer>
#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

namespace peripheral {

/// What the machine and this process's memory are at one moment. What the system does not tell is left out.
struct DeviceReading {
    std::optional<plm::MemoryByPart> memory;
    plm::SystemMemory system;
    plm::Conditions conditions;
    std::optional<double> watts; ///< since the reading before, or at this moment
    double seconds = 0;          ///< since the reading before; 0 of the first
};

/// Reads all that twice a second while it is watched, in a thread of its own (see DeviceMonitor): reading the
/// mappings of a large process takes milliseconds.
class DeviceReader : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceReader)

public:
    struct Sources {
        std::filesystem::path root = "/"; ///< where /proc and /sys are
        /// As plm::residentAt().
        plm::ResidentBytes resident = plm::residentAt;
        /// Bytes that the store of conversations takes; asked in this thread.
        std::function<std::uint64_t()> historyBytes{};
        /// As plm::readBandwidth().
        std::function<plm::Result<double>(int threads, const std::stop_token& stop)> bandwidth =
            plm::readBandwidth;
    };
    explicit DeviceReader(Sources sources);
    ~DeviceReader() override = default;

    /// From now on, or no more: first when the engine says where its memory lies, which it does at once
    /// unless it is busy.
    void setWatched(bool watched);
    /// Where the engine's memory lies from now on.
    void setEngineMemory(const EngineMemory& memory);
    /// Bytes a second that this machine reads from memory; takes about a second. Nothing where it was
    /// stopped.
    std::optional<double> measureBandwidth(int threads, const std::stop_token& stop);

signals:
    void read(const peripheral::DeviceReading& reading);

private:
    void readAll();
    void updateMemory();
    [[nodiscard]] std::optional<plm::MemoryByPart> readMemory() const;
    [[nodiscard]] std::optional<double> readWatts(double seconds);

    const Sources m_sources;
    QTimer* m_timer;
    EngineMemory m_engine{.settled = false}; ///< as it was told of since watching began
    std::optional<plm::MemoryByPart> m_memory;
    std::uint64_t m_wholeMemory = 0; ///< bytes, when that was read
    QElapsedTimer m_sinceMemory;     ///< was read; not valid where it is to be read anew
    qint64 m_memoryCost = 0;         ///< nanoseconds that reading it took
    QElapsedTimer m_sinceLast;       ///< not valid before the first reading
    std::optional<plm::EnergyReading> m_energy;
};

} // namespace peripheral

Q_DECLARE_METATYPE(peripheral::DeviceReading)
