// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_monitor.h"
#include "models/loaded_model.h"
#include "worker/engine_thread.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <stop_token>

namespace peripheral {

/// How many bytes a second this machine reads from memory: measured once a program run, in the background,
/// when somebody wants to know and the engine has been idle for a moment. An answer that is asked for
/// meanwhile stops it, and it begins again later. GUI thread.
class BandwidthProbe : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BandwidthProbe)

public:
    BandwidthProbe(EngineThread& engine, const LoadedModel& model, const DeviceMonitor& monitor,
                   QObject* parent = nullptr);
    ~BandwidthProbe() override;

    /// Somebody wants to know, or nobody does any more.
    void setWanted(bool wanted);
    /// Bytes a second, by as many threads as the engine uses; nothing while that is not measured.
    [[nodiscard]] std::optional<double> bytesPerSecond() const { return m_measured; }

signals:
    void measured();

private:
    void setAnswering(bool answering);
    /// Begins to wait for the moment, or stops, as things are.
    void reconsider();
    void measure();

    const LoadedModel& m_model;
    const DeviceMonitor& m_monitor;
    QTimer m_idle;
    std::stop_source m_stop;
    std::optional<double> m_measured;
    bool m_wanted = false;
    bool m_answering = false;
    bool m_running = false;
};

} // namespace peripheral
