// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>
#include <utility>

namespace plm::test {

namespace {

/// A place in `size` bytes: among the first 64, among the first 8,192, or anywhere, by turns.
std::size_t place(std::mt19937& random, std::size_t size) {
    const std::size_t bounds[] = {64, 8192, size};
    return random() % std::min(size, bounds[random() % 3]);
}

Damaged cutShort(const std::string& bytes, std::mt19937& random) {
    const std::size_t size = place(random, bytes.size());
    return {bytes.substr(0, size), "cut to " + std::to_string(size) + " bytes"};
}

Damaged flipBits(const std::string& bytes, std::mt19937& random) {
    Damaged damaged{bytes, "flipped"};
    const std::size_t flips = 1 + random() % 8;
    for (std::size_t i = 0; i < flips; ++i) {
        const std::size_t at = place(random, bytes.size());
        const unsigned bit = random() % 8;
        damaged.bytes[at] = static_cast<char>(damaged.bytes[at] ^ (1U << bit));
        damaged.what.append(" ").append(std::to_string(at)).append(":").append(std::to_string(bit));
    }
    return damaged;
}

} // namespace

std::string readBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf(); // character by character, megabytes take seconds under AddressSanitizer
    return std::move(bytes).str();
}

std::vector<Damaged> damagedCopies(const std::string& bytes, std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Damaged> copies;
    for (std::size_t i = 0; i < count; ++i)
        copies.push_back(i % 4 == 0 ? cutShort(bytes, random) : flipBits(bytes, random));
    return copies;
}

} // namespace plm::test
