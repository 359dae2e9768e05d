// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/json.h"

#include <plm/device_profile.h>
#include <plm/result.h>

#include <optional>
#include <string_view>

namespace plm::profiles {

/// Whether `object` is of a test as llama-bench prints it.
[[nodiscard]] bool isLlamaBenchTest(const json::Json& object);

/// JSON Lines of such tests as the array that they would be in the other format; nothing where `text` is
/// none. Fails with BadFile where a later line is no object.
[[nodiscard]] std::optional<Result<json::Json>> llamaBenchLines(std::string_view text, std::string_view file);

/// The profile of what llama-bench measured, or `peripheral-cli bench`, which prints the same and more: of
/// one model, run in one way. Of the model's path only the name of the file is taken. Tests that do both,
/// read a prompt and write after it, are left out. Fails with BadFile, naming the key, where the tests differ
/// in more than what a test is.
[[nodiscard]] Result<DeviceProfile> profileOfLlamaBench(const json::Json& tests, std::string_view file);

} // namespace plm::profiles
