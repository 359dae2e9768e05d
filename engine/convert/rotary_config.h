// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/object_reader.h"

namespace plm::conversion {

/// The base of the rotary embedding, which config.json names as `rope_theta`, newer files as
/// `rope_parameters.rope_theta`. Refused are a base that is missing, two that differ, and every scaling:
/// `rope_parameters`, or `rope_scaling` of older files, of any type but "default".
float readRotaryBase(ObjectReader& config);

} // namespace plm::conversion
