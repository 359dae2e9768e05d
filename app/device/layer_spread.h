// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/answer_readings.h"

#include <QObject>
#include <QtQmlIntegration>

#include <array>
#include <cstdint>
#include <vector>

namespace peripheral {

/// How a layer's share of active neurons is spread over the tokens of an answer: five numbers and the mean, 0
/// to 1.
struct LayerSpread {
    Q_GADGET
    QML_VALUE_TYPE(layerSpread)
    Q_PROPERTY(double least MEMBER least)
    Q_PROPERTY(double lowerQuarter MEMBER lowerQuarter)
    Q_PROPERTY(double median MEMBER median)
    Q_PROPERTY(double upperQuarter MEMBER upperQuarter)
    Q_PROPERTY(double most MEMBER most)
    Q_PROPERTY(double mean MEMBER mean)
    /// Of the latest evaluation.
    Q_PROPERTY(double last MEMBER last)

public:
    double least = 0, lowerQuarter = 0, median = 0, upperQuarter = 0, most = 0, mean = 0, last = 0;
};

/// Gathers the shares of one layer in bins of a thousandth, so that an answer of any length takes the same
/// memory. Quarters and the median are exact to half a bin, the others wholly.
class ShareTally {
public:
    void add(float share, int tokens);
    [[nodiscard]] LayerSpread spread() const;

private:
    static constexpr std::size_t kBins = 1001;
    [[nodiscard]] double quantile(double part) const;

    std::array<std::uint32_t, kBins> m_tokens{};
    std::uint64_t m_all = 0;
    double m_sum = 0;
    float m_least = 1, m_most = 0, m_last = 0;
};

/// A tally a layer.
class LayerSpreads {
public:
    void clear() { m_layers.clear(); }
    void add(const AnswerReadings::Step& step);
    [[nodiscard]] const std::vector<ShareTally>& layers() const { return m_layers; }

private:
    std::vector<ShareTally> m_layers;
};

} // namespace peripheral
