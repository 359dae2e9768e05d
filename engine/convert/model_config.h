// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/special_tokens.h"

#include <plm/model.h>
#include <plm/result.h>

#include <string_view>

namespace plm::conversion {

/// What config.json says of a PLM.
struct ModelConfig {
    HyperParameters hyper;
    bool isTied = true; ///< the embedding is the output head
    TokenIds ids;
};

/// Reads config.json, within the bounds that the engine has for files. Another architecture, what the
/// engine's forward pass does not do, and keys that may change the model and are not known, are refused by
/// name. Errors begin with `file` and name the key.
Result<ModelConfig> parseConfig(std::string_view json, std::string_view file);

} // namespace plm::conversion
