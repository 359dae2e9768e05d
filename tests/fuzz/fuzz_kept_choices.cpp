// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/kept_choices.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <vector>

namespace {

using namespace plm::vulkan;

constexpr std::array<std::uint8_t, 16> kDriver{1, 2, 3};
/// Behind what stands before the choices.
constexpr std::size_t kHeadBytes = 24;

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// What is read names variants that there are, and is written again as it was.
void check(std::span<const std::byte> bytes) {
    const auto choices = choicesFrom(bytes, kDriver);
    if (!choices)
        return;
    for (const KeptChoice& choice : *choices)
        require(choice.few < fewVariants().size() && choice.many < manyVariants().size());
    require(std::ranges::equal(toBytes(*choices, kDriver), bytes));
}

} // namespace

/// Any bytes are choices, or none; so are they behind a head that is as it has to be.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    check(bytes);
    std::vector<std::byte> mended = toBytes({}, kDriver);
    mended.insert(mended.end(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(size, kHeadBytes)),
                  bytes.end());
    check(mended);
    return 0;
}
