// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/contents.h"

#include <plm/result.h>

#include <filesystem>

namespace plm::synthesis {

/// Adds the keys `tokenizer.*` of `source` to `contents`, its vocabulary padded to `size` tokens. Fails where
/// it is no vocabulary that the engine reads, or one of more tokens.
Status addVocabularyOf(const std::filesystem::path& source, int size, gguf::Contents& contents);

/// Adds those of a vocabulary with a token a byte and ChatML's special ones, padded to `size` tokens.
void addByteVocabulary(int size, gguf::Contents& contents);

} // namespace plm::synthesis
