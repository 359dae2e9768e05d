// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_readings.h"
#include "device/heat_history.h"
#include "device/layer_spread.h"
#include "worker/engine_thread.h"

#include <QObject>
#include <QVariant>
#include <QtQmlIntegration>

#include <optional>

namespace peripheral {

/// What the answer that is being written costs, or the last one that was, as QML sees it: told while
/// DeviceReadings are watched, twice a second at most. Replays are not in it. GUI thread.
class AnswerTelemetry : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerTelemetry)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// Anything has been told of an answer of this model.
    Q_PROPERTY(bool known READ known NOTIFY changed)
    /// The engine is at work on an answer.
    Q_PROPERTY(bool answering READ answering NOTIFY answeringChanged)
    /// A LayerSpread a layer, over the evaluations that were watched; empty: not measured.
    Q_PROPERTY(QVariantList layers READ layers NOTIFY changed)
    /// Columns of the heat strip, an evaluation or several each.
    Q_PROPERTY(int heatColumns READ heatColumns NOTIFY changed)
    /// Bytes of weights and cache that the latest evaluation read, and would have read had no neuron been
    /// skipped; it gave `lastTokens` tokens, guesses included.
    Q_PROPERTY(double lastBytes READ lastBytes NOTIFY changed)
    Q_PROPERTY(double lastDenseBytes READ lastDenseBytes NOTIFY changed)
    Q_PROPERTY(int lastTokens READ lastTokens NOTIFY changed)
    /// A second, while writing: to be compared with DeviceReadings.bandwidth. 0: not measured.
    Q_PROPERTY(double bytesPerSecond READ bytesPerSecond NOTIFY changed)
    /// Over the whole answer: of the neurons, those above zero; of ffn_down's weights, what was not read.
    /// Shares, 0 to 1; undefined: not measured.
    Q_PROPERTY(QVariant activeShare READ activeShare NOTIFY changed)
    Q_PROPERTY(QVariant skippedShare READ skippedShare NOTIFY changed)
    /// Tokens a second: points of seconds since the answer was begun, and speed there.
    Q_PROPERTY(QVariantList speed READ speed NOTIFY changed)
    /// Of reading the prompt; 0: not measured.
    Q_PROPERTY(double promptTokensPerSecond READ promptTokensPerSecond NOTIFY changed)
    /// Until the first token; 0: there is none yet.
    Q_PROPERTY(double firstTokenSeconds READ firstTokenSeconds NOTIFY changed)
    /// Tokens that were guessed, and those that were right, at the answer's end; undefined before it.
    Q_PROPERTY(QVariant drafted READ drafted NOTIFY changed)
    Q_PROPERTY(QVariant accepted READ accepted NOTIFY changed)
    /// Joules a token while it was written and watched; undefined where nothing counts energy.
    Q_PROPERTY(QVariant joulesPerToken READ joulesPerToken NOTIFY changed)

public:
    /// Both must outlive it.
    AnswerTelemetry(EngineThread& engine, const DeviceReadings& device, QObject* parent = nullptr);
    ~AnswerTelemetry() override = default;

    [[nodiscard]] bool known() const { return m_latest.number > 0; }
    [[nodiscard]] bool answering() const { return m_answering; }
    [[nodiscard]] QVariantList layers() const;
    [[nodiscard]] int heatColumns() const { return static_cast<int>(m_heat.columns()); }
    /// Columns before the last stay as they are for as long as this does.
    [[nodiscard]] int heatEpoch() const { return m_heatEpoch + m_heat.joinings(); }
    /// Shares of active neurons by layer, 0 to 1; empty where there is no such column.
    [[nodiscard]] QVariantList heatColumn(int index) const;
    [[nodiscard]] double lastBytes() const { return static_cast<double>(m_latest.last.bytesRead()); }
    [[nodiscard]] double lastDenseBytes() const {
        return static_cast<double>(m_latest.last.denseBytesRead());
    }
    [[nodiscard]] int lastTokens() const { return static_cast<int>(m_latest.last.tokens); }
    [[nodiscard]] double bytesPerSecond() const;
    [[nodiscard]] QVariant activeShare() const;
    [[nodiscard]] QVariant skippedShare() const;
    [[nodiscard]] QVariantList speed() const { return m_speed; }
    [[nodiscard]] double promptTokensPerSecond() const;
    [[nodiscard]] double firstTokenSeconds() const { return m_latest.firstTokenSeconds; }
    [[nodiscard]] QVariant drafted() const;
    [[nodiscard]] QVariant accepted() const;
    [[nodiscard]] QVariant joulesPerToken() const;

    /// For C++ that draws: the heat strip, and the latest counters.
    [[nodiscard]] const HeatHistory& heat() const { return m_heat; }
    [[nodiscard]] const AnswerReadings& latest() const { return m_latest; }

signals:
    /// With DeviceReadings' own changed(), so that one drawing shows both; and at an answer's end.
    void changed();
    void answeringChanged();

private:
    void onReadings(const AnswerReadings& readings);
    void onEnded(const AnswerRequest& request, const plm::Generation& generation);
    void onDeviceRead();
    void countEnergy();
    void tell();
    void setAnswering(bool answering);
    void beginAnswer();
    void forget();
    void addSpeed(const AnswerReadings& readings);

    const DeviceReadings& m_device;
    AnswerReadings m_latest;
    bool m_untold = false; ///< m_latest is newer than what changed() told of
    HeatHistory m_heat;
    int m_heatEpoch = 0;
    LayerSpreads m_spreads;
    QVariantList m_speed;
    std::optional<plm::Statistics> m_end;
    bool m_answering = false;
    double m_joules = 0; ///< that m_joulesTokens took
    int m_joulesTokens = 0;
    std::optional<int> m_joulesFrom; ///< tokens at the reading before, where that was while writing
};

} // namespace peripheral
