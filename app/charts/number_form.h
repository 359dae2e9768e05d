// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <optional>

namespace peripheral {

/// How a quantity is written.
enum class NumberForm {
    Plain,      ///< three digits, or all that stand before the point: 0.914, 18.2, 4,096
    Bytes,      ///< with a decimal unit: 1.18 GB
    Percent,    ///< a share of one: 0.914 is 91.4 %
    Difference, ///< a share of one with its sign: 0.12 is +12 %
    Prefixed,   ///< with a decimal prefix: 41.2 G
};

/// A quantity that a chart shows. The title holds the unit where the numbers do not: "Tokens a second".
struct Axis {
    QString title;
    NumberForm form = NumberForm::Plain;
};

/// The number in words of `locale`; "not measured" where it is not finite.
[[nodiscard]] QString written(double value, NumberForm form, const QLocale& locale);
/// What stands in place of a number that nobody measured.
[[nodiscard]] QString notMeasured();
/// The value where there is a finite one.
[[nodiscard]] std::optional<double> measured(std::optional<double> value);

} // namespace peripheral
