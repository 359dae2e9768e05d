// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measuring/measuring_line.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace peripheral {

/// A process that measures (app/measuring), and what it says. It ends with this object at the latest. GUI
/// thread.
class MeasuringProcess : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MeasuringProcess)

public:
    /// Starts it.
    MeasuringProcess(const QString& program, const QStringList& arguments, QObject* parent = nullptr);
    ~MeasuringProcess() override;

    /// Whether it stands still, at whatever it is doing; it measures that again afterwards.
    void setStandingStill(bool still);
    /// Asks it to end, and kills it where it does not.
    void cancel();

signals:
    void estimated(double seconds);
    void progressed(const plm::BenchProgress& now);
    /// It is over: the document that it gave, or why there is none, one sentence. Said once.
    void ended(const QString& document, const QString& failure);

private:
    void read();
    void take(const peripheral::MeasuringLine& line);
    void onFinished();

    QProcess m_process;
    QString m_document, m_failure;
    bool m_standingStill = false;
};

} // namespace peripheral
