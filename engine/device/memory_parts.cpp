// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/memory_parts.h>

#include <algorithm>
#include <numeric>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

namespace plm {

std::string_view toString(MemoryPart part) {
    switch (part) {
    case MemoryPart::WeightsInFile:
        return "weights_in_file";
    case MemoryPart::LaidOutWeights:
        return "laid_out_weights";
    case MemoryPart::KeptWeights:
        return "kept_weights";
    case MemoryPart::Vocabulary:
        return "vocabulary";
    case MemoryPart::LatentCache:
        return "latent_cache";
    case MemoryPart::Activations:
        return "activations";
    case MemoryPart::History:
        return "history";
    case MemoryPart::Program:
        return "program";
    case MemoryPart::Unattributed:
        return "unattributed";
    }
    return {};
}

std::uint64_t MemoryByPart::total() const {
    return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const PartMemory& part) { return sum + part.all(); });
}

/// Asks the kernel about whole pages and counts, of the first and the last, the bytes that are meant.
std::uint64_t residentAt(std::uintptr_t begin, std::uint64_t bytes) {
    constexpr std::size_t kStep = 16384; // pages at a time
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t end = begin + bytes;
    std::array<unsigned char, kStep> present{};
    std::uint64_t resident = 0;
    for (std::uintptr_t from = begin / page * page; from < end; from += kStep * page) {
        const std::uintptr_t size = std::min<std::uintptr_t>(end - from, kStep * page);
        if (::mincore(reinterpret_cast<void*>(from), size, present.data()) !=
            0)        // NOLINT: an address, not a pointer
            continue; // given back to the system meanwhile
        for (std::uintptr_t at = from, i = 0; at < from + size; at += page, ++i)
            if ((present[i] & 1U) != 0)
                resident += std::min(at + page, end) - std::max(at, begin);
    }
    return resident;
}

namespace {

std::uint64_t stackBytes() {
    pthread_attr_t attributes;
    std::size_t bytes = 0;
    if (pthread_getattr_default_np(&attributes) != 0)
        return 0;
    (void)pthread_attr_getstacksize(&attributes, &bytes);
    (void)pthread_attr_destroy(&attributes);
    return bytes;
}

/// Whether a thread's stack begins behind it: a few pages that nothing may touch.
bool isGuard(const MemoryMapping& mapping) {
    constexpr std::uint64_t kMost = 65536;
    return !mapping.reachable && !mapping.unreserved && mapping.name.empty() &&
           mapping.end - mapping.begin <= kMost;
}

/// The addresses that may be stacks of threads, of which the guard is a part. The kernel joins neighbouring
/// mappings, so that the end of one is not where the stack ends.
std::vector<MemoryRegion> stacksIn(std::span<const MemoryMapping> mappings) {
    const std::uint64_t bytes = stackBytes();
    std::vector<MemoryRegion> stacks;
    for (std::size_t i = 1; i < mappings.size(); ++i) {
        const MemoryMapping& guard = mappings[i - 1];
        const std::uintptr_t begin = mappings[i].begin;
        if (isGuard(guard) && guard.end == begin && mappings[i].reachable && bytes > guard.end - guard.begin)
            stacks.push_back({MemoryPart::Program, begin, bytes - (guard.end - guard.begin)});
    }
    return stacks;
}

/// Who has what no region claims.
MemoryPart ownerOf(const MemoryMapping& mapping) {
    const bool nobodys = mapping.name.empty() || mapping.name.starts_with("/dev/zero");
    return nobodys && !mapping.unreserved ? MemoryPart::Unattributed : MemoryPart::Program;
}

/// Shares out one mapping after the other.
class Sharing {
public:
    Sharing(std::vector<MemoryRegion> regions, const ResidentBytes& resident)
        : m_regions(std::move(regions)),
          m_resident(resident) {
        std::ranges::stable_sort(m_regions, {}, &MemoryRegion::begin);
        for (const MemoryRegion& region : m_regions)
            m_longest = std::max(m_longest, region.bytes);
    }

    void add(const MemoryMapping& mapping) {
        PartMemory left{mapping.own, mapping.fileBacked};
        const std::uintptr_t earliest = mapping.begin > m_longest ? mapping.begin - m_longest : 0;
        auto region = std::ranges::lower_bound(m_regions, earliest, {}, &MemoryRegion::begin);
        for (; region != m_regions.end() && region->begin < mapping.end; ++region)
            if (region->begin + region->bytes > mapping.begin)
                take(*region, mapping, left);
        give(ownerOf(mapping), left);
    }
    [[nodiscard]] MemoryByPart result() const { return m_result; }

private:
    void take(const MemoryRegion& region, const MemoryMapping& mapping, PartMemory& left) {
        const std::uintptr_t begin = std::max(region.begin, mapping.begin);
        const std::uintptr_t end = std::min<std::uintptr_t>(region.begin + region.bytes, mapping.end);
        // Whoever mapped a file has all of the mapping, and who has all of its addresses need not be asked
        // about each; pages of the heap have several owners.
        const bool all = mapping.name.starts_with('/') || end - begin == mapping.end - mapping.begin;
        const PartMemory taken =
            all ? left : PartMemory{std::min(left.own, m_resident(begin, end - begin)), 0};
        give(region.part, taken);
        left.own -= taken.own;
        left.fileBacked -= taken.fileBacked;
    }
    void give(MemoryPart part, const PartMemory& bytes) {
        m_result.of(part).own += bytes.own;
        m_result.of(part).fileBacked += bytes.fileBacked;
    }

    std::vector<MemoryRegion> m_regions;
    const ResidentBytes& m_resident;
    std::uint64_t m_longest = 0; ///< of the regions
    MemoryByPart m_result;
};

} // namespace

MemoryByPart memoryByPart(std::span<const MemoryMapping> mappings, std::span<const MemoryRegion> regions,
                          std::span<const CountedMemory> counted, const ResidentBytes& resident) {
    std::vector<MemoryRegion> known(regions.begin(), regions.end());
    const std::vector<MemoryRegion> stacks = stacksIn(mappings);
    known.insert(known.end(), stacks.begin(), stacks.end());
    Sharing sharing(std::move(known), resident);
    for (const MemoryMapping& mapping : mappings)
        sharing.add(mapping);
    MemoryByPart result = sharing.result();
    for (const CountedMemory& part : counted) {
        const std::uint64_t bytes = std::min(part.bytes, result.of(MemoryPart::Program).own);
        result.of(MemoryPart::Program).own -= bytes;
        result.of(part.part).own += bytes;
    }
    for (const MemoryRegion& region : regions)
        if (region.part == MemoryPart::LatentCache)
            result.cacheReserved += region.bytes;
    return result;
}

} // namespace plm
