// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "gguf/writer.h"

#include <plm/model.h>
#include <plm/result.h>

namespace plm {

/// Reads the `plm.*` keys of `file`. Everything but the vocabulary's size, which is the embedding's to say,
/// must be there and agree; a file of another architecture, or of a variant that the forward pass does
/// not do, is refused.
Result<HyperParameters> readHyperParameters(const gguf::File& file);

/// Refuses a file whose `plm.*` keys ask for something that the forward pass does not do: scaled rotary
/// embeddings, windows, experts, factors, caps and the like, by the names that llama.cpp gives them, unless
/// they have the value at which they change nothing. Of attention and the rotary embedding keys of any other
/// name are refused too; elsewhere an unknown key is passed over. Errors name the file and the key.
/// readHyperParameters() calls it.
Status refuseVariants(const gguf::File& file);

/// Adds the `plm.*` keys that readHyperParameters() reads, and the vocabulary's size.
void addHyperParameters(const HyperParameters& hyper, gguf::Contents& contents);

} // namespace plm
