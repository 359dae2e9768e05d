// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hash/xxh64.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace plm {

namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5;

template <class Number>
std::uint64_t load(const std::byte* at) {
    Number number;
    std::memcpy(&number, at, sizeof number);
    return number;
}

std::uint64_t mixed(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane + word * kPrime2, 31) * kPrime1;
}

std::uint64_t joined(const std::array<std::uint64_t, 4>& lanes) {
    std::uint64_t hash =
        std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
    for (const std::uint64_t lane : lanes)
        hash = (hash ^ mixed(0, lane)) * kPrime1 + kPrime4;
    return hash;
}

/// The last bytes, fewer than a stripe.
std::uint64_t withRest(std::uint64_t hash, std::span<const std::byte> rest) {
    for (; rest.size() >= 8; rest = rest.subspan(8))
        hash = std::rotl(hash ^ mixed(0, load<std::uint64_t>(rest.data())), 27) * kPrime1 + kPrime4;
    for (; rest.size() >= 4; rest = rest.subspan(4))
        hash = std::rotl(hash ^ (load<std::uint32_t>(rest.data()) * kPrime1), 23) * kPrime2 + kPrime3;
    for (const std::byte byte : rest)
        hash = std::rotl(hash ^ (std::to_integer<std::uint64_t>(byte) * kPrime5), 11) * kPrime1;
    return hash;
}

} // namespace

void Xxh64::addStripe(const std::byte* stripe) {
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        m_lanes[i] = mixed(m_lanes[i], load<std::uint64_t>(stripe + 8 * i));
}

void Xxh64::add(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const std::size_t used = m_bytes % kStripe;
        std::size_t count = std::min(bytes.size(), kStripe - used);
        if (count == kStripe) {
            count = bytes.size() / kStripe * kStripe;
            for (std::size_t at = 0; at < count; at += kStripe)
                addStripe(bytes.data() + at);
        } else {
            std::memcpy(m_rest.data() + used, bytes.data(), count);
            if (used + count == kStripe)
                addStripe(m_rest.data());
        }
        m_bytes += count;
        bytes = bytes.subspan(count);
    }
}

std::uint64_t Xxh64::value() const {
    std::uint64_t hash = m_bytes >= kStripe ? joined(m_lanes) : kPrime5;
    hash = withRest(hash + m_bytes, std::span(m_rest).first(m_bytes % kStripe));
    hash = (hash ^ hash >> 33) * kPrime2;
    hash = (hash ^ hash >> 29) * kPrime3;
    return hash ^ hash >> 32;
}

std::uint64_t xxh64Of(std::span<const std::byte> bytes) {
    Xxh64 sum;
    sum.add(bytes);
    return sum.value();
}

} // namespace plm
