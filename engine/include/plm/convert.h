// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/model.h"
#include "plm/result.h"

#include <filesystem>
#include <stop_token>

namespace plm {

/// Makes a PLM file of a Hugging Face folder: config.json, tokenizer.json, and model.safetensors or the files
/// that model.safetensors.index.json names; tokenizer_config.json, generation_config.json and
/// chat_template.jinja where they are there. Matrices keep their type (F32, F16 or BF16), norms become F32.
///
/// Reads and writes in pieces, so that memory does not grow with the folder. The file appears under its name
/// when it is complete. Errors are one sentence that names the file, and the key or tensor at fault:
/// NotFound, BadFile and Unsupported of what is read, Io, OutOfMemory, Cancelled. Any thread; `progress` is
/// called on it.
Status convert(const std::filesystem::path& folder, const std::filesystem::path& out,
               const LoadProgress& progress = {}, std::stop_token stop = {});

} // namespace plm
