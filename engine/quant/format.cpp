// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/format.h"

#include "quant/format_table.h"

#include <algorithm>
#include <bit>

namespace plm::quant {

static_assert(std::endian::native == std::endian::little, "GGUF's bytes are used in place");

namespace {

template <class Matches>
const Format* findIf(Matches matches) {
    const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats), matches);
    return found == std::end(kFormats) ? nullptr : found;
}

} // namespace

std::span<const Format> formats() {
    return kFormats;
}

const Format* find(std::uint32_t type) {
    return findIf([type](const Format& format) { return static_cast<std::uint32_t>(format.type) == type; });
}

const Format* find(std::string_view name) {
    return findIf([name](const Format& format) { return format.name == name; });
}

} // namespace plm::quant
