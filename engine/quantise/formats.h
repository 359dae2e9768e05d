// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "quant/file_type.h"

#include <plm/model.h>

#include <vector>

namespace plm::quantisation {

/// The format that each tensor of `file`, a PLM of that shape, gets in a file of `type`, in the file's order.
/// Vectors keep theirs.
std::vector<const quant::Format*> chooseFormats(const gguf::File& file, const HyperParameters& hyper,
                                                const quant::FileType& type);

} // namespace plm::quantisation
