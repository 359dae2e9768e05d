// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mended_kept_sums.h"

#include <cstdlib>

// Any bytes are the kept weights that are asked for, or a sentence that names them; also where all sums are
// right, which mutations alone would hardly bring about.

namespace {

using namespace plm;

constexpr std::uint64_t kWeights = 200;

void require(bool condition) {
    if (!condition)
        std::abort();
}

std::uint64_t numberAt(std::string_view bytes, std::size_t index) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + index * sizeof number, sizeof number);
    return number;
}

/// The numbers that stand in the corpus.
cpu::WeightSource wanted() {
    cpu::WeightSource source;
    source.file = {1000, 2000, 3000};
    source.beginning = 4000;
    source.plan = 5000;
    source.bytes = kWeights;
    return source;
}

void check(std::string_view bytes) {
    ThreadPool pool(1);
    Loading loading("model.gguf", kWeights, {}, {});
    const Status sound =
        cpu::checkKept(std::as_bytes(std::span(bytes)), "fuzz.plmcache", wanted(), pool, loading);
    if (!sound) {
        require(sound.error().message.starts_with("fuzz.plmcache ") && sound.error().message.ends_with("."));
        return;
    }
    require(bytes.size() == cpu::keptFileBytes(kWeights));
    for (std::size_t field = 2; field < 7; ++field)
        require(numberAt(bytes, field) == 1000 * (field - 1));
    require(test::withMendedKeptSums(std::string(bytes)) == bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check(bytes);
    check(test::withMendedKeptSums(bytes));
    return 0;
}
