// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/model_config.h"
#include "convert/special_tokens.h"
#include "convert/tensor_plan.h"
#include "convert/tokenizer_json.h"
#include "convert/weight_files.h"

#include <plm/result.h>

#include <filesystem>
#include <string>
#include <vector>

namespace plm::conversion {

/// A Hugging Face folder of a PLM, all of it read and checked but the numbers of its tensors.
struct ModelFolder {
    std::string name; ///< the folder's own
    ModelConfig config;
    WeightFiles weights;
    std::vector<PlannedTensor> tensors; ///< point into `weights`
    BpeVocabulary vocabulary;
    SpecialIds ids;
    std::string chatTemplate; ///< empty where there is none

    /// Errors name the file, and the key, tensor or token at fault.
    static Result<ModelFolder> open(const std::filesystem::path& folder);
};

/// The files of `folder` that ModelFolder reads where they are there, and others of weights.
std::vector<std::filesystem::path> readFilesOf(const std::filesystem::path& folder);

} // namespace plm::conversion
