// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_readings.h"

#include <QObject>
#include <QPointer>
#include <QtQmlIntegration>

namespace peripheral {

/// Lets the machine be read while it is there and active: what shows readings holds one. GUI thread.
class DeviceWatch : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceWatch)
    QML_ELEMENT
    Q_PROPERTY(
        peripheral::DeviceReadings* readings READ readings WRITE setReadings NOTIFY readingsChanged REQUIRED)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)

public:
    explicit DeviceWatch(QObject* parent = nullptr) : QObject(parent) {}
    ~DeviceWatch() override { watch(nullptr); }

    [[nodiscard]] DeviceReadings* readings() const { return m_readings; }
    void setReadings(DeviceReadings* readings);
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);

signals:
    void readingsChanged();
    void activeChanged();

private:
    /// These from now on, and no others.
    void watch(DeviceReadings* readings);

    QPointer<DeviceReadings> m_readings;
    QPointer<DeviceReadings> m_watched;
    bool m_active = false;
};

} // namespace peripheral
