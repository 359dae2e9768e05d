// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

// What of this process's memory belongs to which part of the program: mappings as /proc/self/smaps tells
// them, against addresses that their owners know (docs/decisions/0029).

/// Who has a piece of memory.
enum class MemoryPart {
    WeightsInFile,  ///< pages of the model's file
    LaidOutWeights, ///< copies of weights in the executor's own order
    KeptWeights,    ///< the same, mapped from a file that was kept
    Vocabulary,     ///< the tokenizer's tables, which come and go with the model
    LatentCache,    ///< as far as it is in use
    Activations,    ///< what evaluating needs: rows of activations, logits, the tables of drafting
    History,        ///< the store of conversations
    Program,        ///< window, libraries, their heap and the stacks of threads
    Unattributed,   ///< what nobody of these knows
};
inline constexpr std::size_t kMemoryParts = 9;
inline constexpr std::array<MemoryPart, kMemoryParts> kAllMemoryParts{
    MemoryPart::WeightsInFile, MemoryPart::LaidOutWeights, MemoryPart::KeptWeights,
    MemoryPart::Vocabulary,    MemoryPart::LatentCache,    MemoryPart::Activations,
    MemoryPart::History,       MemoryPart::Program,        MemoryPart::Unattributed};
/// "weights_in_file", "laid_out_weights", "kept_weights", "vocabulary", "latent_cache", "activations",
/// "history", "program", "unattributed".
[[nodiscard]] std::string_view toString(MemoryPart part);

/// Addresses that belong to a part. A value: it may be compared with mappings in any thread, and where the
/// memory was given back meanwhile it only finds nothing there.
struct MemoryRegion {
    MemoryPart part = MemoryPart::Unattributed;
    std::uintptr_t begin = 0;
    std::uint64_t bytes = 0;

    bool operator==(const MemoryRegion&) const = default;
};

/// Adds the memory of `buffer`, a vector or string, all that it has set aside.
template <class Buffer>
void addRegion(std::vector<MemoryRegion>& regions, MemoryPart part, const Buffer& buffer) {
    if (buffer.capacity() > 0)
        regions.push_back({part, reinterpret_cast<std::uintptr_t>(buffer.data()),
                           buffer.capacity() * sizeof(typename Buffer::value_type)});
}

/// Bytes of a part that is known by its count only and lies anywhere in the heap, such as SQLite's.
struct CountedMemory {
    MemoryPart part = MemoryPart::Unattributed;
    std::uint64_t bytes = 0;
};

/// One mapping of /proc/self/smaps; bytes in memory, of pages that processes share each one's share.
struct MemoryMapping {
    std::uintptr_t begin = 0, end = 0;
    std::string name;             ///< the file's, or "[heap]", "[stack]"; empty: anonymous
    bool reachable = false;       ///< it can be read or written; a thread's guard page cannot
    bool unreserved = false;      ///< asked for by MAP_NORESERVE, as malloc's arenas are
    std::uint64_t own = 0;        ///< that only this process has, and that cannot be read again
    std::uint64_t fileBacked = 0; ///< pages of a file
};
/// In the order of their addresses; empty where the system does not tell. It takes milliseconds, the more the
/// more there is in memory. `root` as in plm/device.h. Any thread.
[[nodiscard]] std::vector<MemoryMapping> memoryMappings(const std::filesystem::path& root = "/");

/// Bytes in memory.
struct PartMemory {
    std::uint64_t own = 0;        ///< anonymous
    std::uint64_t fileBacked = 0; ///< which the system can read again

    [[nodiscard]] std::uint64_t all() const { return own + fileBacked; }
};
struct MemoryByPart {
    std::array<PartMemory, kMemoryParts> parts{};
    std::uint64_t cacheReserved = 0; ///< addresses set aside for the latent cache, in memory or not

    [[nodiscard]] const PartMemory& of(MemoryPart part) const {
        return parts[static_cast<std::size_t>(part)];
    }
    [[nodiscard]] PartMemory& of(MemoryPart part) { return parts[static_cast<std::size_t>(part)]; }
    /// All parts together: the process's proportional set size.
    [[nodiscard]] std::uint64_t total() const;
};

/// Bytes of the addresses from `begin` on that are in memory; 0 where nothing is mapped.
using ResidentBytes = std::function<std::uint64_t(std::uintptr_t begin, std::uint64_t bytes)>;
/// Of this process, by mincore(): what was never touched is not counted.
[[nodiscard]] std::uint64_t residentAt(std::uintptr_t begin, std::uint64_t bytes);

/// Shares the mappings out between the parts. Regions get what of them is in memory; of what is left, heaps,
/// stacks and files are the program's, and other mappings are nobody's. What is counted is taken from the
/// program's heap. Any thread.
[[nodiscard]] MemoryByPart memoryByPart(std::span<const MemoryMapping> mappings,
                                        std::span<const MemoryRegion> regions,
                                        std::span<const CountedMemory> counted = {},
                                        const ResidentBytes& resident = residentAt);

} // namespace plm
