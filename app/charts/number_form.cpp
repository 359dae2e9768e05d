// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/number_form.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace peripheral {

namespace {

struct NumberText {
    Q_DECLARE_TR_FUNCTIONS(NumberForm)
};

/// A value and the number of times that it was divided by a thousand.
struct Scaled {
    double value;
    std::size_t thousands;
};

Scaled scaled(double value, std::size_t most) {
    std::size_t thousands = 0;
    while (std::abs(value) >= 999.5 && thousands < most) {
        value /= 1000;
        ++thousands;
    }
    return {value, thousands};
}

QString plain(double value, const QLocale& locale) {
    if (value == 0)
        return locale.toString(0);
    int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 6);
    double rounded = std::round(value * std::pow(10, digits));
    for (; digits > 0 && std::fmod(rounded, 10) == 0; --digits) // no zeros at the end
        rounded /= 10;
    return locale.toString(value, 'f', digits);
}

QString bytes(double value, const QLocale& locale) {
    const std::array units{NumberText::tr("bytes"), NumberText::tr("kB"), NumberText::tr("MB"),
                           NumberText::tr("GB"), NumberText::tr("TB")};
    const Scaled size = scaled(value, units.size() - 1);
    return NumberText::tr("%1 %2", "number, unit").arg(plain(size.value, locale), units.at(size.thousands));
}

QString prefixed(double value, const QLocale& locale) {
    constexpr std::array kPrefixes{"", " k", " M", " G", " T", " P"};
    const Scaled size = scaled(value, kPrefixes.size() - 1);
    return plain(size.value, locale) + kPrefixes.at(size.thousands);
}

QString percent(double share, const QLocale& locale) {
    return NumberText::tr("%1 %").arg(plain(std::round(share * 1e5) / 1e3, locale));
}

QString difference(double share, const QLocale& locale) {
    const double rounded = std::round(share * 1e3) / 1e3;
    return (rounded > 0 ? QString("+") : QString()) + percent(rounded, locale);
}

} // namespace

QString written(double value, NumberForm form, const QLocale& locale) {
    if (!std::isfinite(value))
        return notMeasured();
    switch (form) {
    case NumberForm::Plain:
        return plain(value, locale);
    case NumberForm::Bytes:
        return bytes(value, locale);
    case NumberForm::Percent:
        return percent(value, locale);
    case NumberForm::Difference:
        return difference(value, locale);
    case NumberForm::Prefixed:
        return prefixed(value, locale);
    }
    return {};
}

QString notMeasured() {
    return NumberText::tr("not measured");
}

std::optional<double> measured(std::optional<double> value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

} // namespace peripheral
