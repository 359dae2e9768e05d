// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_reader.h"
#include "remote/remote.h"

#include <QThread>

#include <memory>

namespace peripheral {

/// The reading of machine and memory in a thread of its own, as the GUI thread sees it. What DeviceReader can
/// do is asked of it by Remote.
class DeviceMonitor : public QObject, public Remote<DeviceReader> {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceMonitor)

public:
    explicit DeviceMonitor(DeviceReader::Sources sources, QObject* parent = nullptr);
    /// Waits until what it is about to read is read.
    ~DeviceMonitor() override;

signals: // the reader's, in the GUI thread
    void read(const peripheral::DeviceReading& reading);

private:
    DeviceMonitor(std::unique_ptr<DeviceReader> reader, QObject* parent);

    QThread m_thread;
    std::unique_ptr<DeviceReader> m_reader; ///< lives in m_thread; deleted after it has ended
};

} // namespace peripheral
