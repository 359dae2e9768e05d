// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/bandwidth_probe.h"

#include <plm/threads.h>

#include <chrono>

namespace peripheral {

namespace {

/// So long nobody has asked anything: measuring takes all cores for a second.
constexpr std::chrono::milliseconds kIdle{1500};

} // namespace

BandwidthProbe::BandwidthProbe(EngineThread& engine, const LoadedModel& model, const DeviceMonitor& monitor,
                               QObject* parent)
    : QObject(parent),
      m_model(model),
      m_monitor(monitor) {
    m_idle.setSingleShot(true);
    m_idle.setInterval(kIdle);
    connect(&m_idle, &QTimer::timeout, this, &BandwidthProbe::measure);
    connect(&engine, &EngineThread::answerAsked, this, [this] { setAnswering(true); });
    connect(&engine, &EngineThread::replayAsked, this, [this] { setAnswering(true); });
    connect(&engine, &EngineThread::answerEnded, this, [this] { setAnswering(false); });
    connect(&model, &LoadedModel::loadingChanged, this, &BandwidthProbe::reconsider);
    connect(&model, &LoadedModel::modelChanged, this, &BandwidthProbe::reconsider);
}

BandwidthProbe::~BandwidthProbe() {
    m_stop.request_stop();
}

void BandwidthProbe::setWanted(bool wanted) {
    m_wanted = wanted;
    reconsider();
}

void BandwidthProbe::setAnswering(bool answering) {
    m_answering = answering;
    reconsider();
}

void BandwidthProbe::reconsider() {
    const bool idle = !m_answering && m_model.ready() && !m_model.loading();
    if (m_wanted && idle && !m_measured && !m_running)
        return m_idle.start();
    m_idle.stop();
    if (!m_wanted || !idle)
        m_stop.request_stop();
}

void BandwidthProbe::measure() {
    m_running = true;
    m_stop = {};
    m_monitor.ask(&DeviceReader::measureBandwidth, plm::threadsFor(0), m_stop.get_token())
        .then(this, [this](const std::optional<double>& bytesPerSecond) {
            m_running = false;
            m_measured = bytesPerSecond;
            if (m_measured)
                emit measured();
            reconsider();
        });
}

} // namespace peripheral

#include "moc_bandwidth_probe.cpp"
