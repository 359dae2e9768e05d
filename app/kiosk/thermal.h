// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace peripheral::kiosk {

enum class Heat : std::uint8_t {
    Cool,
    Warm, ///< half of the threads compute
    Hot,  ///< no new question is answered
};

/// What is to be done about how warm the board is. Whoever reads its sensors tells; a board without any is
/// taken for cool. Once warm it has to cool down by some degrees first, so that nothing flickers at the
/// limit.
///
/// Threads: one.
class Warmth {
public:
    /// In degrees Celsius.
    struct Limits {
        double warm = 75;
        double hot = 82;
        double hysteresis = 5;
    };

    explicit Warmth(const Limits& limits) : m_limits(limits) {}

    /// The warmest sensor's degrees, nothing where there is none; what no board can have counts as nothing.
    /// Says whether heat() is another one now.
    bool update(std::optional<double> degrees);

    [[nodiscard]] Heat heat() const { return m_heat; }
    /// Whether the last update() came with a measurement.
    [[nodiscard]] bool measured() const { return m_measured; }
    /// How many of `all` threads are to compute; at least 1.
    [[nodiscard]] int threads(int all) const;
    /// Whether new questions have to wait. Answers that were begun go on.
    [[nodiscard]] bool holdsQuestions() const { return m_heat == Heat::Hot; }

private:
    [[nodiscard]] Heat heatAt(double degrees) const;

    Limits m_limits;
    Heat m_heat = Heat::Cool;
    bool m_measured = false;
};

} // namespace peripheral::kiosk
