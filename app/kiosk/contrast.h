// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace peripheral::kiosk {

/// The relative luminance of "#RRGGBB", 0 to 1, as WCAG 2 defines it for sRGB; nothing for another text.
[[nodiscard]] std::optional<double> luminance(std::string_view colour);

/// The contrast of two luminances, 1 to 21; text needs 4.5 (WCAG 2, 1.4.3).
[[nodiscard]] double contrast(double one, double other);

} // namespace peripheral::kiosk
