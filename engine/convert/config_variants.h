// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/object_reader.h"

namespace plm::conversion {

/// Refuses what config.json says of a model that the engine's forward pass does not compute, by name: a key
/// that is known and has another value than the one at which it changes nothing.
void refuseVariants(ObjectReader& config);

/// Refuses the keys that nobody has read, but for those of training, sampling and bookkeeping, which do not
/// change what a model computes. To be called last.
void refuseUnknown(ObjectReader& config);

} // namespace plm::conversion
