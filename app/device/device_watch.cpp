// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/device_watch.h"

namespace peripheral {

void DeviceWatch::setReadings(DeviceReadings* readings) {
    if (readings == m_readings)
        return;
    m_readings = readings;
    watch(m_active ? readings : nullptr);
    emit readingsChanged();
}

void DeviceWatch::setActive(bool active) {
    if (active == m_active)
        return;
    m_active = active;
    watch(active ? m_readings : nullptr);
    emit activeChanged();
}

void DeviceWatch::watch(DeviceReadings* readings) {
    if (readings == m_watched)
        return;
    if (m_watched)
        m_watched->setWatching(false);
    m_watched = readings;
    if (readings != nullptr)
        readings->setWatching(true);
}

} // namespace peripheral

#include "moc_device_watch.cpp"
