// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/object_reader.h"

namespace plm::conversion {

// tokenizer.json says how text becomes tokens. The engine knows Qwen2's way; these refuse what asks for
// another, which would give wrong tokens without a word.

/// `root` is the whole file: looks at `normalizer` (NFC, or none) and `pre_tokenizer`.
void checkTextRules(ObjectReader& root);

/// `model` is its object of that name: it must be a BPE without options that change its tokens.
void checkModelRules(ObjectReader& model);

} // namespace plm::conversion
