// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/generate.h>

#include <QString>

namespace peripheral {

/// What is kept with an answer that has ended: how fast it came, what it was drawn with and, where it failed,
/// why.
struct AnswerStatistics {
    int tokens = 0;
    double tokensPerSecond = 0;
    double firstTokenSeconds = 0;
    double skippedShare = 0; ///< of the feed-forward neurons, 0 to 1; 0 where it was not measured
    double cacheBytes = 0;   ///< of the latent cache in use at its end; 0 where it was not measured
    quint32 seed = 0; ///< of the sampler, for the last part of an answer that went on; 0 where none is known
    bool cutOff = false; ///< the program ended before the answer did
    QString error;       ///< a sentence; empty where nothing went wrong

    [[nodiscard]] static AnswerStatistics from(const plm::Statistics& statistics);
    /// Of text that toJson() gave; anything else gives no statistics.
    [[nodiscard]] static AnswerStatistics fromJson(const QString& json);
    [[nodiscard]] QString toJson() const;

    /// For people, e.g. "18.2 tok/s · 0.3 s · 91 % skipped"; empty where there was no token.
    [[nodiscard]] QString footnote() const;
};

} // namespace peripheral
