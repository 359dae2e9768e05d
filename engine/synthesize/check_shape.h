// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/file_type.h"

#include <plm/result.h>
#include <plm/synthesize.h>

namespace plm::synthesis {

/// Whether there can be a file of these options. Errors are of the kind BadArgument and begin with the name
/// of the value at fault.
Status checkShape(const SynthesisOptions& options, const quant::FileType& type);

} // namespace plm::synthesis
