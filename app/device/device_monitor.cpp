// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/device_monitor.h"

#include <utility>

namespace peripheral {

DeviceMonitor::DeviceMonitor(DeviceReader::Sources sources, QObject* parent)
    : DeviceMonitor(std::make_unique<DeviceReader>(std::move(sources)), parent) {}

DeviceMonitor::DeviceMonitor(std::unique_ptr<DeviceReader> reader, QObject* parent)
    : QObject(parent),
      Remote(reader.get(), this),
      m_reader(std::move(reader)) {
    m_thread.setObjectName("device");
    m_reader->moveToThread(&m_thread);
    connect(m_reader.get(), &DeviceReader::read, this, &DeviceMonitor::read);
    m_thread.start(QThread::LowPriority);
}

DeviceMonitor::~DeviceMonitor() {
    // The timer belongs to that thread, and is stopped there.
    tell(&DeviceReader::setWatched, false);
    post(m_reader.get(), [this] { m_thread.quit(); });
    m_thread.wait();
}

} // namespace peripheral

#include "moc_device_monitor.cpp"
