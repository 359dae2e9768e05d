// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/device_profile.h"
#include "plm/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

// Device profiles as files that are exchanged (docs/formats.md, docs/device-profile.schema.json). Any thread.

/// What readProfile() reads at most.
inline constexpr std::uint64_t kMostProfileBytes = std::uint64_t{16} << 20;

/// The profile as a JSON document of version 1, indented by two, with a line end. The same profile gives the
/// same bytes, and profileFromJson() gives it back with each number as it was; what was not measured is null.
/// Bytes of texts that are not UTF-8 come out as U+FFFD.
[[nodiscard]] std::string toJson(const DeviceProfile& profile);

/// The profile in `text`, which is a document of toJson(), the text of shortProfile() (plm/profile_code.h),
/// or what llama-bench prints as JSON or as JSON Lines, `peripheral-cli bench --json` included: the first two
/// give back what was written, the others a profile that is Imported, with what they do not tell left out.
/// Controls are taken out of texts, and unknown keys are passed over. `name` is for sentences. Fails with
/// BadFile, naming key and value; with Unsupported where the document is of a later version; and with
/// OutOfMemory.
[[nodiscard]] Result<DeviceProfile> profileFromJson(std::string_view text, std::string_view name);

/// The same from a file of at most kMostProfileBytes. Fails likewise, with NotFound and with Io.
[[nodiscard]] Result<DeviceProfile> readProfile(const std::filesystem::path& path);

/// Writes toJson(), which appears under its name when it is complete. Fails with Io, naming the file, as
/// checkOutput() does for a file that is read: one of `inputs`, or of those that this process has mapped.
[[nodiscard]] Status writeProfile(const std::filesystem::path& path, const DeviceProfile& profile,
                                  const std::vector<std::filesystem::path>& inputs = {});

} // namespace plm
