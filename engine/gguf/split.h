// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"

#include <plm/result.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace plm::gguf {

/// Which of how many parts of a model, counted from 1.
struct Part {
    std::uint64_t number = 0, count = 0;
};

/// What the end of a file's name says, as "-00002-of-00003.gguf"; nothing for the only part.
std::optional<Part> partOf(std::string_view name);
/// What a file says by split.no and split.count; where it lacks these, and what it is a model of, its name.
std::optional<Part> partOf(const File& file);

/// The error of a part, which cannot be used by itself, in a sentence with `name` and what to do.
tl::unexpected<Error> notByItself(const Part& part, std::string_view name);

} // namespace plm::gguf
