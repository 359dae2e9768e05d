// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace plm {

/// What Quality::text calls the text. Another text gets another name, because what a model makes of them
/// cannot be compared.
inline constexpr std::string_view kQualityTextName = "peripheral-1";

/// The text that a profile's quality is measured on: resources/texts/quality.txt, a part of the program.
[[nodiscard]] std::string_view qualityText();

} // namespace plm
