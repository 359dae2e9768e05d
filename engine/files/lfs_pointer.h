// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstddef>
#include <span>
#include <string_view>

namespace plm::files {

/// So many bytes of a file's beginning are enough for refuseLfsPointer().
inline constexpr std::size_t kPointerBytes = 64;

/// Fails with BadFile where `bytes`, the beginning of the file called `name`, are those of a Git LFS pointer:
/// the few lines that stand for a large file until that is fetched. github.com/git-lfs/git-lfs, docs/spec.md.
Status refuseLfsPointer(std::span<const std::byte> bytes, std::string_view name);

} // namespace plm::files
