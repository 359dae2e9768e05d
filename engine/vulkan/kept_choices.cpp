// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/kept_choices.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace plm::vulkan {

namespace {

/// What stands before the choices.
struct Head {
    std::array<std::uint8_t, 16> driver{};
    std::uint64_t print = 0;

    bool operator==(const Head&) const = default;
};

Head headFor(DriverId driver) {
    Head head;
    std::copy(driver.begin(), driver.end(), head.driver.begin());
    head.print = variantsPrint();
    return head;
}

static_assert(sizeof(Head) == 24 && sizeof(KeptChoice) == 36 && std::is_trivially_copyable_v<KeptChoice>);

bool isThere(const KeptChoice& choice) {
    return choice.few < fewVariants().size() && choice.many < manyVariants().size();
}

} // namespace

std::vector<std::byte> toBytes(std::span<const KeptChoice> choices, DriverId driver) {
    const Head head = headFor(driver);
    std::vector<std::byte> bytes(sizeof head + choices.size_bytes());
    std::memcpy(bytes.data(), &head, sizeof head);
    if (!choices.empty())
        std::memcpy(bytes.data() + sizeof head, choices.data(), choices.size_bytes());
    return bytes;
}

std::optional<std::vector<KeptChoice>> choicesFrom(std::span<const std::byte> bytes, DriverId driver) {
    Head head;
    if (bytes.size() < sizeof head || (bytes.size() - sizeof head) % sizeof(KeptChoice) != 0)
        return std::nullopt;
    std::memcpy(&head, bytes.data(), sizeof head);
    std::vector<KeptChoice> choices((bytes.size() - sizeof head) / sizeof(KeptChoice));
    if (!choices.empty())
        std::memcpy(choices.data(), bytes.data() + sizeof head, choices.size() * sizeof(KeptChoice));
    if (head != headFor(driver) || !std::ranges::all_of(choices, isThere))
        return std::nullopt;
    return choices;
}

} // namespace plm::vulkan
