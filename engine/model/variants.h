// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"

#include <plm/result.h>

namespace plm {

/// Refuses a file whose `plm.*` keys ask for something that the forward pass does not do: scaled rotary
/// embeddings, windows, experts, factors, caps and the like, by the names that llama.cpp gives them, unless
/// they have the value at which they change nothing. Of attention and the rotary embedding keys of any other
/// name are refused too; elsewhere an unknown key is passed over. Errors name the file and the key.
Status refuseVariants(const gguf::File& file);

} // namespace plm
