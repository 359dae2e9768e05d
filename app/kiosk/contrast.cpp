// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/contrast.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace peripheral::kiosk {

namespace {

/// What a channel of sRGB, 0 to 255, shines with.
double linear(int channel) {
    const double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

} // namespace

std::optional<double> luminance(std::string_view colour) {
    constexpr std::array kWeights{0.2126, 0.7152, 0.0722};
    if (colour.size() != 7 || colour.front() != '#')
        return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        unsigned channel = 0; // which reads no sign
        const char* const digits = colour.data() + 1 + 2 * i;
        const auto [end, error] = std::from_chars(digits, digits + 2, channel, 16);
        if (error != std::errc() || end != digits + 2)
            return std::nullopt;
        sum += kWeights[i] * linear(static_cast<int>(channel));
    }
    return sum;
}

double contrast(double one, double other) {
    constexpr double kFlare = 0.05;
    return (std::max(one, other) + kFlare) / (std::min(one, other) + kFlare);
}

} // namespace peripheral::kiosk
