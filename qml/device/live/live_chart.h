// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "device/answer_telemetry.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

namespace peripheral {

/// A chart that is made anew when what it shows has changed. GUI thread.
///
/// Those below name their base with its namespace: moc of Qt 6.4 writes it down as it stands, for qmllint to
/// find.
class LiveChart : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(peripheral::Chart chart READ chart NOTIFY chartChanged)

public:
    using QObject::QObject;

    [[nodiscard]] const Chart& chart() const { return m_chart; }

signals:
    void chartChanged();

protected:
    void show(Chart chart);

private:
    Chart m_chart;
};

/// One of what the answer costs that is being written, or the last one.
class AnswerChart : public peripheral::LiveChart {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(peripheral::AnswerTelemetry* telemetry READ telemetry WRITE setTelemetry NOTIFY
                   telemetryChanged REQUIRED)

public:
    using LiveChart::LiveChart;

    [[nodiscard]] AnswerTelemetry* telemetry() const { return m_telemetry; }
    void setTelemetry(AnswerTelemetry* telemetry);

signals:
    void telemetryChanged();

protected:
    [[nodiscard]] virtual Chart make(const AnswerTelemetry& telemetry) const = 0;

private:
    QPointer<AnswerTelemetry> m_telemetry;
};

} // namespace peripheral
