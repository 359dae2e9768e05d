// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live_chart.h"

namespace peripheral {

/// Which share of each layer's neurons was active, step by step: fills as the answer is written.
class HeatChart : public peripheral::AnswerChart {
    Q_OBJECT
    QML_ELEMENT

protected:
    [[nodiscard]] Chart make(const AnswerTelemetry& telemetry) const override;
};

/// The same by layer: the median, and where the middle half of the tokens lies.
class SpreadChart : public peripheral::AnswerChart {
    Q_OBJECT
    QML_ELEMENT

protected:
    [[nodiscard]] Chart make(const AnswerTelemetry& telemetry) const override;
};

/// Tokens a second over the answer.
class SpeedChart : public peripheral::AnswerChart {
    Q_OBJECT
    QML_ELEMENT

protected:
    [[nodiscard]] Chart make(const AnswerTelemetry& telemetry) const override;
};

/// Which part of the model the time of writing went into.
class PartTimesChart : public peripheral::AnswerChart {
    Q_OBJECT
    QML_ELEMENT

protected:
    [[nodiscard]] Chart make(const AnswerTelemetry& telemetry) const override;

private:
    [[nodiscard]] static QString nameOf(plm::Part part);
};

} // namespace peripheral
