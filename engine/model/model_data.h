// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "model/weights.h"

#include <plm/model.h>

namespace plm {

/// What a Model holds. The weights view the file.
struct ModelData {
    gguf::File file;
    ModelInfo info;
    Tokenizer tokenizer;
    ChatTemplate chatTemplate;
    Weights weights;
};

} // namespace plm
