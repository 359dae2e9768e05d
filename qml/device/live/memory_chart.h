// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_readings.h"
#include "live_chart.h"

#include <QPointer>

namespace peripheral {

struct StackedWhole;

/// What this program has of the machine's memory, by part, beside what expanded keys and values would take
/// for the tokens in the latent cache.
class MemoryChart : public peripheral::LiveChart {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        peripheral::DeviceReadings* readings READ readings WRITE setReadings NOTIFY readingsChanged REQUIRED)

public:
    using LiveChart::LiveChart;

    [[nodiscard]] DeviceReadings* readings() const { return m_readings; }
    void setReadings(DeviceReadings* readings);

signals:
    void readingsChanged();

private:
    /// Shows another chart only where another number is written in it: most readings are like the one before.
    void refresh();
    [[nodiscard]] Chart make() const;
    [[nodiscard]] static StackedWhole programOf(const plm::MemoryByPart& memory);
    [[nodiscard]] static QString nameOf(plm::MemoryPart part);

    QPointer<DeviceReadings> m_readings;
    QStringList m_written;
};

} // namespace peripheral
