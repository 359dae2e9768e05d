// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/json.h"

#include <plm/result.h>

#include <string_view>

namespace plm::profiles {

/// Whether `tree` is that of a text of shortProfile(), of whatever version.
[[nodiscard]] bool isProfileCode(const json::Json& tree);

/// The document (profile_fields.h) that the text was made of, with its keys. Fails with Unsupported where the
/// text is of a later version.
[[nodiscard]] Result<json::Json> documentOfCode(const json::Json& tree, std::string_view file);

} // namespace plm::profiles
