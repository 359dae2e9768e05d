// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/bandwidth_probe.h"
#include "device/device_monitor.h"
#include "models/loaded_model.h"
#include "worker/engine_thread.h"

#include <QObject>
#include <QVariant>
#include <QtQmlIntegration>

namespace peripheral {

/// What a part has of this process's memory, in bytes.
struct MemoryShare {
    Q_GADGET
    QML_VALUE_TYPE(memoryShare)
    /// plm::toString() of the part, e.g. "latent_cache".
    Q_PROPERTY(QString part MEMBER part)
    Q_PROPERTY(double own MEMBER own)
    /// Which the system can read again from a file.
    Q_PROPERTY(double file MEMBER file)

public:
    QString part;
    double own = 0, file = 0;
};

/// What the model has in the memory of the GPU that computes it, in bytes.
struct GpuMemory {
    Q_GADGET
    QML_VALUE_TYPE(gpuMemory)
    /// Of the model, the last ones; the CPU computes the others.
    Q_PROPERTY(int layers MEMBER layers)
    Q_PROPERTY(int allLayers MEMBER allLayers)
    Q_PROPERTY(double weights MEMBER weights)
    /// Room for the whole context.
    Q_PROPERTY(double cache MEMBER cache)
    Q_PROPERTY(double working MEMBER working)
    /// That the GPU has, and what of it can still be had as far as its driver tells.
    Q_PROPERTY(double total MEMBER total)
    Q_PROPERTY(double free MEMBER free)

public:
    int layers = 0, allLayers = 0;
    double weights = 0, cache = 0, working = 0, total = 0, free = 0;
};

/// What this machine and the program's memory are, as QML sees it: read only while somebody watches, twice a
/// second at most. What is not measured is undefined. Bytes are doubles, since QML has no larger integers.
/// GUI thread.
class DeviceReadings : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceReadings)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// Somebody looks at what is read: here, and in AnswerTelemetry.
    Q_PROPERTY(bool watching READ watching NOTIFY watchingChanged)
    /// Memory of this process by part, a MemoryShare each, in the order of plm::kAllMemoryParts; empty before
    /// it is read. All of them together are the proportional set size.
    Q_PROPERTY(QVariantList memory READ memory NOTIFY changed)
    Q_PROPERTY(double memoryTotal READ memoryTotal NOTIFY changed)
    /// Of the latent cache: addresses set aside, in memory or not; what its tokens take; and what they would
    /// take as expanded keys and values in float16.
    Q_PROPERTY(double cacheReserved READ cacheReserved NOTIFY changed)
    Q_PROPERTY(int cacheTokens READ cacheTokens NOTIFY changed)
    Q_PROPERTY(double cacheBytesPerToken READ cacheBytesPerToken NOTIFY changed)
    Q_PROPERTY(double expandedBytesPerToken READ expandedBytesPerToken NOTIFY changed)
    /// A GpuMemory; undefined where no GPU computes.
    Q_PROPERTY(QVariant gpu READ gpu NOTIFY changed)
    /// Of the machine, in bytes.
    Q_PROPERTY(QVariant total READ total NOTIFY changed)
    Q_PROPERTY(QVariant available READ available NOTIFY changed)
    Q_PROPERTY(QVariant swapTotal READ swapTotal NOTIFY changed)
    Q_PROPERTY(QVariant swapFree READ swapFree NOTIFY changed)
    /// Bytes swapped to compressed memory, and what they take there.
    Q_PROPERTY(QVariant zramOriginal READ zramOriginal NOTIFY changed)
    Q_PROPERTY(QVariant zramCompressed READ zramCompressed NOTIFY changed)
    /// Shares of the last ten seconds, 0 to 1, in which some task, or all of them, waited for memory.
    Q_PROPERTY(QVariant pressureSome READ pressureSome NOTIFY changed)
    Q_PROPERTY(QVariant pressureFull READ pressureFull NOTIFY changed)
    /// As in plm::Conditions.
    Q_PROPERTY(QVariant temperature READ temperature NOTIFY changed)
    Q_PROPERTY(QVariant megahertz READ megahertz NOTIFY changed)
    Q_PROPERTY(QVariant governor READ governor NOTIFY changed)
    Q_PROPERTY(QVariant throttledNow READ throttledNow NOTIFY changed)
    Q_PROPERTY(QVariant throttleEvents READ throttleEvents NOTIFY changed)
    Q_PROPERTY(QVariant watts READ watts NOTIFY changed)
    /// Bytes a second that this machine reads from memory.
    Q_PROPERTY(QVariant bandwidth READ bandwidth NOTIFY bandwidthChanged)

public:
    /// All of them must outlive it.
    DeviceReadings(EngineThread& engine, const LoadedModel& model, DeviceMonitor& monitor,
                   QObject* parent = nullptr);
    ~DeviceReadings() override = default;

    [[nodiscard]] bool watching() const { return m_watchers > 0; }
    /// One more looks, or one of them no longer does.
    void setWatching(bool watching);
    [[nodiscard]] QVariantList memory() const;
    [[nodiscard]] double memoryTotal() const;
    [[nodiscard]] double cacheReserved() const;
    [[nodiscard]] int cacheTokens() const { return m_engineMemory.cacheTokens; }
    [[nodiscard]] double cacheBytesPerToken() const {
        return static_cast<double>(m_engineMemory.cacheBytesPerToken);
    }
    [[nodiscard]] double expandedBytesPerToken() const {
        return static_cast<double>(m_engineMemory.expandedBytesPerToken);
    }
    [[nodiscard]] QVariant gpu() const;
    [[nodiscard]] QVariant total() const;
    [[nodiscard]] QVariant available() const;
    [[nodiscard]] QVariant swapTotal() const;
    [[nodiscard]] QVariant swapFree() const;
    [[nodiscard]] QVariant zramOriginal() const;
    [[nodiscard]] QVariant zramCompressed() const;
    [[nodiscard]] QVariant pressureSome() const;
    [[nodiscard]] QVariant pressureFull() const;
    [[nodiscard]] QVariant temperature() const;
    [[nodiscard]] QVariant megahertz() const;
    [[nodiscard]] QVariant governor() const;
    [[nodiscard]] QVariant throttledNow() const;
    [[nodiscard]] QVariant throttleEvents() const;
    [[nodiscard]] QVariant watts() const;
    [[nodiscard]] QVariant bandwidth() const;
    /// The latest reading, for C++.
    [[nodiscard]] const DeviceReading& latest() const { return m_reading; }

signals:
    void watchingChanged();
    /// A new reading: twice a second at most.
    void changed();
    void bandwidthChanged();
    /// latest() is another one.
    void readAgain();

private:
    void onRead(const DeviceReading& reading);
    void onMemoryChanged(const EngineMemory& memory);

    EngineThread& m_engine;
    DeviceMonitor& m_monitor;
    BandwidthProbe m_bandwidth;
    int m_watchers = 0;
    DeviceReading m_reading;
    EngineMemory m_engineMemory;
};

} // namespace peripheral
