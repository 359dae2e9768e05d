// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fit/fit_case.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace peripheral {

// What was found of a model on a device, in words. Any thread.

/// Whether it fits, in a sentence with the bytes.
[[nodiscard]] QString verdictOf(const FitFindings& findings);
/// Up to which context, in a sentence.
[[nodiscard]] QString longestContextOf(const FitFindings& findings);
/// What stands in the way of more speed, or of more context, in a sentence; empty where nobody knows.
[[nodiscard]] QString limitOf(const FitFindings& findings);

/// "estimated", "measured", "simulated", …
[[nodiscard]] QString wordOf(plm::Basis basis);
/// "Bandwidth: 10 GB a second, simulated".
[[nodiscard]] QString wordsOf(const plm::FitInputValue& input);

/// An estimate for a list: its name, what it comes to, how it came about, and what it rests on.
struct NamedEstimate {
    QString name;
    QString value;
    QString basis;
    QStringList inputs;
};
/// Memory, the longest context, and speeds at the least and the largest depth.
[[nodiscard]] std::vector<NamedEstimate> estimatesOf(const FitFindings& findings);

} // namespace peripheral
