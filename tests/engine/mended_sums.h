// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hash/xxh64.h"
#include "saved/header.h"

#include <cstring>
#include <span>
#include <string>

namespace plm::test {

/// A saved cache with both of its sums made right again, so that a change in it has to be found by what it
/// says. Too short a file stays as it is.
inline std::string withMendedSums(std::string file) {
    const auto mend = [&](std::size_t end) {
        Xxh64 hash;
        hash.add(std::as_bytes(std::span(file)).first(end - sizeof(std::uint64_t)));
        const std::uint64_t sum = hash.value();
        std::memcpy(file.data() + end - sizeof sum, &sum, sizeof sum);
    };
    if (file.size() >= saved::Header::kBytes)
        mend(saved::Header::kBytes);
    if (file.size() >= saved::Header::kBytes + sizeof(std::uint64_t))
        mend(file.size());
    return file;
}

} // namespace plm::test
