// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/expansion.h"

namespace plm {

bool expansionPays(const HyperParameters& hyper, int tokens) {
    const double absorbed = 2.0 * hyper.latentRank + hyper.rotaryWidth;
    const double expanded = hyper.noPositionWidth + hyper.rotaryWidth + hyper.valueWidth;
    const double once = static_cast<double>(hyper.noPositionWidth + hyper.valueWidth) * hyper.latentRank;
    return tokens * absorbed > once + tokens * expanded;
}

} // namespace plm
