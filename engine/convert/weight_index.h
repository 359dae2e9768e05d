// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <map>
#include <string>
#include <string_view>

namespace plm::conversion {

/// The file of each tensor, from model.safetensors.index.json. Files are plain names of safetensors files,
/// at most 512 of them: no path leads out of the folder. Errors begin with `file`.
Result<std::map<std::string, std::string>> parseIndex(std::string_view json, std::string_view file);

} // namespace plm::conversion
