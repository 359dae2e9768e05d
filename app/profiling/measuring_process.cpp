// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/measuring_process.h"

#include <QTimer>

#include <chrono>
#include <csignal>
#include <sys/types.h>

namespace peripheral {

namespace {

constexpr std::chrono::seconds kPatience{5};  // with one that was asked to end
constexpr int kPatienceAtTheEnd = 2000;       // milliseconds
constexpr qint64 kLongestDocument = 64 << 20; // bytes; one that says more is not ours

/// Makes a visitor of functions.
template <class... Functions>
struct Visitor : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Visitor(Functions...) -> Visitor<Functions...>;

} // namespace

MeasuringProcess::MeasuringProcess(const QString& program, const QStringList& arguments, QObject* parent)
    : QObject(parent) {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &MeasuringProcess::read);
    connect(&m_process, &QProcess::finished, this, &MeasuringProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // else it is finished, too
            onFinished();
    });
    m_process.start(program, arguments, QProcess::ReadOnly);
}

MeasuringProcess::~MeasuringProcess() {
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    cancel();
    if (!m_process.waitForFinished(kPatienceAtTheEnd)) {
        m_process.kill();
        m_process.waitForFinished(kPatienceAtTheEnd);
    }
}

void MeasuringProcess::setStandingStill(bool still) {
    if (m_standingStill == still)
        return;
    m_standingStill = still;
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), still ? SIGSTOP : SIGCONT);
}

void MeasuringProcess::cancel() {
    m_process.terminate();
    setStandingStill(false); // one that stands still hears nothing
    QTimer::singleShot(kPatience, this, [this] { m_process.kill(); });
}

void MeasuringProcess::read() {
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine();
        if (const auto said = measuringLine({line.constData(), static_cast<std::size_t>(line.size())}))
            take(*said);
    }
    if (m_process.bytesAvailable() > kLongestDocument)
        m_process.kill();
}

void MeasuringProcess::take(const MeasuringLine& line) {
    std::visit(Visitor{[this](const MeasuringEstimate& estimate) { emit estimated(estimate.seconds); },
                       [this](const plm::BenchProgress& now) { emit progressed(now); },
                       [this](const MeasuredDocument& document) {
                           m_document = QString::fromStdString(document.json);
                       },
                       [this](const MeasuringFailure& failure) {
                           m_failure = QString::fromStdString(failure.sentence);
                       }},
               line);
}

void MeasuringProcess::onFinished() {
    read();
    const bool well = m_process.error() == QProcess::UnknownError &&
                      m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0 &&
                      !m_document.isEmpty();
    if (!well && m_failure.isEmpty())
        m_failure =
            m_process.error() == QProcess::FailedToStart
                ? tr("The measuring could not be started: %1.").arg(m_process.errorString())
                : tr("The measuring ended before it was done; there may be too little memory for it.");
    emit ended(well ? m_document : QString(), m_failure);
}

} // namespace peripheral

#include "moc_measuring_process.cpp"
