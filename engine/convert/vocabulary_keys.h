// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/special_tokens.h"
#include "convert/tokenizer_json.h"
#include "gguf/contents.h"

#include <plm/result.h>

#include <string_view>

namespace plm::conversion {

/// Adds the keys `tokenizer.*`; an empty `chatTemplate` is left out.
void addVocabulary(const BpeVocabulary& vocabulary, const SpecialIds& ids, std::string_view chatTemplate,
                   gguf::Contents& contents);

/// Whether the engine can read this vocabulary; errors name its file.
Status checkVocabulary(const BpeVocabulary& vocabulary, const SpecialIds& ids);

} // namespace plm::conversion
