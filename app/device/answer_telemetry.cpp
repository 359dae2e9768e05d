// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/answer_telemetry.h"

#include <QPointF>

#include <numeric>

namespace peripheral {

namespace {

/// Half an hour at two a second; of a longer answer the first half goes thinner.
constexpr qsizetype kMostPoints = 3600;

template <class Values>
QVariantList toList(const Values& values) {
    QVariantList list;
    list.reserve(static_cast<qsizetype>(values.size()));
    for (const auto& value : values)
        list.append(static_cast<double>(value));
    return list;
}

double secondsOf(const plm::Counters& counters) {
    return std::accumulate(counters.seconds.begin(), counters.seconds.end(), 0.0);
}

} // namespace

AnswerTelemetry::AnswerTelemetry(EngineThread& engine, const DeviceReadings& device, QObject* parent)
    : QObject(parent),
      m_device(device) {
    connect(&engine, &EngineThread::answerAsked, this, [this] { setAnswering(true); });
    connect(&engine, &EngineThread::modelOpened, this, &AnswerTelemetry::forget);
    connect(&engine, &EngineThread::readingsArrived, this, &AnswerTelemetry::onReadings);
    connect(&engine, &EngineThread::answerEnded, this, &AnswerTelemetry::onEnded);
    connect(&device, &DeviceReadings::readAgain, this, &AnswerTelemetry::onDeviceRead);
}

void AnswerTelemetry::onReadings(const AnswerReadings& readings) {
    if (readings.silent)
        return;
    if (readings.number != m_latest.number)
        beginAnswer();
    for (const AnswerReadings::Step& step : readings.steps) {
        m_heat.add(step);
        m_spreads.add(step);
    }
    addSpeed(readings);
    m_latest = readings;
    m_latest.steps.clear(); // they are in the heat strip
    m_untold = true;
}

void AnswerTelemetry::onEnded(const AnswerRequest& request, const plm::Generation& generation) {
    if (request.silent)
        return;
    setAnswering(false);
    if (!m_device.watching() || generation.statistics.answerTokens == 0)
        return;
    m_end = generation.statistics;
    tell();
}

void AnswerTelemetry::onDeviceRead() {
    countEnergy();
    if (m_untold)
        tell();
}

/// Energy counts for the time between two readings that both fall into the writing.
void AnswerTelemetry::countEnergy() {
    const DeviceReading& reading = m_device.latest();
    if (!m_answering || m_latest.tokens == 0 || !reading.watts)
        return m_joulesFrom.reset();
    if (m_joulesFrom) {
        m_joules += *reading.watts * reading.seconds;
        m_joulesTokens += m_latest.tokens - *m_joulesFrom;
    }
    m_joulesFrom = m_latest.tokens;
}

void AnswerTelemetry::tell() {
    m_untold = false;
    emit changed();
}

void AnswerTelemetry::setAnswering(bool answering) {
    if (answering == m_answering)
        return;
    m_answering = answering;
    emit answeringChanged();
}

void AnswerTelemetry::beginAnswer() {
    m_heatEpoch += 1 + m_heat.joinings();
    m_heat.clear();
    m_spreads.clear();
    m_speed.clear();
    m_end.reset();
    m_joules = 0;
    m_joulesTokens = 0;
    m_joulesFrom.reset();
}

/// What another model did says nothing of this one.
void AnswerTelemetry::forget() {
    beginAnswer();
    m_latest = {};
    tell();
}

void AnswerTelemetry::addSpeed(const AnswerReadings& readings) {
    if (readings.tokensPerSecond > 0)
        m_speed.append(QPointF(readings.seconds, readings.tokensPerSecond));
    if (m_speed.size() > kMostPoints)
        for (qsizetype i = 0; i < kMostPoints / 4; ++i)
            m_speed.removeAt(i);
}

QVariantList AnswerTelemetry::layers() const {
    QVariantList layers;
    for (const ShareTally& layer : m_spreads.layers())
        layers.append(QVariant::fromValue(layer.spread()));
    return layers;
}

QVariantList AnswerTelemetry::heatColumn(int index) const {
    if (index < 0 || index >= heatColumns())
        return {};
    return toList(m_heat.column(static_cast<std::size_t>(index)));
}

double AnswerTelemetry::bytesPerSecond() const {
    const double seconds = secondsOf(m_latest.writing);
    return seconds > 0 ? static_cast<double>(m_latest.writing.bytesRead()) / seconds : 0;
}

QVariant AnswerTelemetry::activeShare() const {
    const std::vector<float> shares = m_latest.writing.activeShares(m_latest.feedForward);
    if (shares.empty())
        return {};
    return std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
}

QVariant AnswerTelemetry::skippedShare() const {
    const auto skipped = static_cast<double>(m_latest.writing.skippedBytes);
    const double all = skipped + static_cast<double>(m_latest.writing.weightBytesOf(plm::Part::Down));
    return all > 0 ? QVariant(skipped / all) : QVariant();
}

double AnswerTelemetry::promptTokensPerSecond() const {
    const double seconds = secondsOf(m_latest.prompt);
    return seconds > 0 ? static_cast<double>(m_latest.prompt.tokens) / seconds : 0;
}

QVariant AnswerTelemetry::drafted() const {
    return m_end ? QVariant(m_end->drafted) : QVariant();
}

QVariant AnswerTelemetry::accepted() const {
    return m_end ? QVariant(m_end->accepted) : QVariant();
}

QVariant AnswerTelemetry::joulesPerToken() const {
    return m_joulesTokens > 0 ? QVariant(m_joules / m_joulesTokens) : QVariant();
}

} // namespace peripheral

#include "moc_answer_telemetry.cpp"
