// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace plm::test {

/// A damaged copy of a file, and what was done to it in words.
struct Damaged {
    std::string bytes;
    std::string what;
};

std::string readBytes(const std::filesystem::path& path);
/// `count` copies of `bytes`, cut short or with bits flipped; most of the damage is near the beginning, where
/// a GGUF file's header is. The same seed gives the same copies.
std::vector<Damaged> damagedCopies(const std::string& bytes, std::size_t count, unsigned seed);

} // namespace plm::test
