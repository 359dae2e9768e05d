// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/kept_weights.h"
#include "hash/xxh64.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

namespace plm::test {

/// A file of kept weights with all of its sums made right again, so that a change in it has to be found by
/// what it says. Too short a file stays as it is; one of another length than it says gets its header's only.
inline std::string withMendedKeptSums(std::string file) {
    constexpr std::size_t kHeaderSumAt = 64, kBytesAt = 56;
    const auto put = [&](std::size_t at, const Xxh64& sum) {
        const std::uint64_t value = sum.value();
        std::memcpy(file.data() + at, &value, sizeof value);
    };
    const auto bytes = [&](std::size_t at, std::size_t count) {
        return std::as_bytes(std::span(file)).subspan(at, count);
    };
    if (file.size() < cpu::kKeptHeaderBytes)
        return file;
    Xxh64 header;
    header.add(bytes(0, kHeaderSumAt));
    put(kHeaderSumAt, header);
    std::uint64_t weights = 0;
    std::memcpy(&weights, file.data() + kBytesAt, sizeof weights);
    if (weights > file.size() || cpu::keptFileBytes(weights) != file.size())
        return file;
    std::size_t sumAt = cpu::kKeptHeaderBytes + weights;
    for (std::size_t at = 0; at < weights; at += cpu::kKeptPieceBytes, sumAt += 8) {
        Xxh64 piece;
        piece.add(bytes(cpu::kKeptHeaderBytes + at, std::min(cpu::kKeptPieceBytes, weights - at)));
        put(sumAt, piece);
    }
    Xxh64 end;
    end.add(bytes(0, cpu::kKeptHeaderBytes));
    end.add(bytes(cpu::kKeptHeaderBytes + weights, sumAt - cpu::kKeptHeaderBytes - weights));
    put(sumAt, end);
    return file;
}

} // namespace plm::test
