// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/memory_search.h"

#include "kiosk/needle_index.h"
#include "kiosk/searched_mappings.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>
#include <sys/mman.h>
#include <sys/uio.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace peripheral::kiosk {
namespace {

constexpr std::size_t kPage = 4096; ///< mincore() and reading go by whole pages; larger ones are multiples

/// What memory is read into: pages of its own, which are not searched, and wiped at the end.
class Buffer {
public:
    explicit Buffer(std::size_t bytes)
        : m_bytes(bytes),
          m_data(::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {}
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() {
        if (!isThere())
            return;
        explicit_bzero(m_data, m_bytes);
        ::munmap(m_data, m_bytes);
    }

    [[nodiscard]] bool isThere() const { return m_data != MAP_FAILED; }
    [[nodiscard]] AddressRange range() const { return {reinterpret_cast<std::uintptr_t>(m_data), m_bytes}; }

    /// The bytes from `begin` on as far as they can be read; negative with errno where none can.
    [[nodiscard]] ssize_t read(std::uintptr_t begin, std::size_t bytes) const {
        const iovec to{.iov_base = m_data, .iov_len = std::min(bytes, m_bytes)};
        const iovec from{.iov_base = reinterpret_cast<void*>(begin), .iov_len = to.iov_len};
        return ::process_vm_readv(::getpid(), &to, 1, &from, 1, 0);
    }
    [[nodiscard]] std::span<const unsigned char> first(std::size_t bytes) const {
        return {static_cast<const unsigned char*>(m_data), bytes};
    }

private:
    std::size_t m_bytes;
    void* m_data;
};

/// For developers only: what lies around a hit.
void show(const Hit& hit, std::span<const unsigned char> bytes, std::size_t at) {
    const std::size_t begin = at < 24 ? 0 : at - 24;
    std::string line = fmt::format("{}+{:#x} {}: ", hit.origin, hit.offset, toString(hit.encoding));
    for (const unsigned char byte : bytes.subspan(begin, std::min<std::size_t>(64, bytes.size() - begin)))
        line += byte >= 0x20 && byte < 0x7F ? std::string(1, static_cast<char>(byte))
                                            : fmt::format("\\{:02x}", byte);
    fmt::print(stderr, "{}\n", line);
    explicit_bzero(line.data(), line.size());
}

class Search {
public:
    Search(const Traces& traces, const SearchOptions& options)
        : m_index(traces),
          m_chunk(std::max(options.chunkBytes / kPage, std::size_t{1}) * kPage),
          m_buffer(m_chunk + kPage),
          m_leaveOut(options.leaveOut),
          m_resident(m_chunk / kPage),
          m_showHits(std::getenv("PERIPHERAL_KIOSK_SHOW_HITS") != nullptr) {
        m_leaveOut.push_back(m_buffer.range());
        std::sort(m_leaveOut.begin(), m_leaveOut.end(),
                  [](const AddressRange& a, const AddressRange& b) { return a.begin < b.begin; });
    }

    /// False with errno where memory cannot be read at all.
    bool run(const std::vector<SearchedMapping>& mappings) {
        if (!m_buffer.isThere())
            return false;
        if (m_buffer.read(m_buffer.range().begin, kPage) < 0 && errno != EFAULT)
            return false;
        for (const SearchedMapping& mapping : mappings)
            searchMapping(mapping);
        return true;
    }
    [[nodiscard]] Findings findings() && { return std::move(m_findings); }

private:
    /// What of it is not left out, piece by piece.
    void searchMapping(const SearchedMapping& mapping) {
        std::uintptr_t at = mapping.begin;
        for (const AddressRange& left : m_leaveOut) {
            if (left.begin + left.bytes <= at || left.begin >= mapping.end)
                continue;
            searchRange(mapping, at, std::max(at, left.begin));
            at = std::min(left.begin + left.bytes, mapping.end);
        }
        searchRange(mapping, at, mapping.end);
    }
    void searchRange(const SearchedMapping& mapping, std::uintptr_t at, std::uintptr_t end) {
        while (at < end) {
            const std::size_t bytes = std::min(m_chunk, end - at);
            at += mapping.swapped || isResident(at, bytes) ? searchChunk(mapping, at, bytes, end) : bytes;
        }
    }
    /// Whether any page is in memory; what never was holds nothing, and reading it would make tables for it.
    bool isResident(std::uintptr_t begin, std::size_t bytes) {
        const std::uintptr_t page = begin / kPage * kPage;
        if (begin % kPage != 0 || ::mincore(reinterpret_cast<void*>(page), bytes, m_resident.data()) != 0)
            return true; // reading it will tell
        const std::size_t pages = (bytes + kPage - 1) / kPage;
        return std::any_of(m_resident.begin(), m_resident.begin() + static_cast<std::ptrdiff_t>(pages),
                           [](unsigned char state) { return (state & 1) != 0; });
    }
    /// Needles that begin in the `bytes` from `at` on, which go on to `end` at most. Gives how far it came:
    /// over a page that cannot be read, because it is gone meanwhile or guarded, it steps.
    std::size_t searchChunk(const SearchedMapping& mapping, std::uintptr_t at, std::size_t bytes,
                            std::uintptr_t end) {
        const ssize_t read = m_buffer.read(at, std::min(bytes + kLongestNeedle - 1, end - at));
        const std::size_t there = read < 0 ? 0 : static_cast<std::size_t>(read);
        const std::span<const unsigned char> found = m_buffer.first(there);
        m_index.search(found, bytes, [&](std::size_t offset, const Needle& needle) {
            take({.origin = mapping.name, .offset = at + offset - mapping.begin, .encoding = needle.encoding},
                 found, offset);
        });
        m_findings.bytes += std::min(there, bytes);
        if (there >= bytes)
            return bytes;
        const std::uintptr_t stopped = at + there;
        return std::min(stopped / kPage * kPage + kPage, at + bytes) - at;
    }
    void take(Hit hit, std::span<const unsigned char> bytes, std::size_t at) {
        if (m_showHits)
            show(hit, bytes, at);
        ++m_findings.count;
        if (m_findings.hits.size() < Findings::kMostHits)
            m_findings.hits.push_back(std::move(hit));
    }

    NeedleIndex m_index;
    std::size_t m_chunk;
    Buffer m_buffer;
    std::vector<AddressRange> m_leaveOut; ///< by address
    std::vector<unsigned char> m_resident;
    Findings m_findings;
    bool m_showHits;
};

} // namespace

std::vector<std::string> Findings::byOrigin() const {
    std::map<std::pair<std::string, Encoding>, int> times;
    for (const Hit& hit : hits)
        ++times[{hit.origin, hit.encoding}];
    std::vector<std::string> lines;
    lines.reserve(times.size());
    for (const auto& [key, number] : times)
        lines.push_back(fmt::format("{} {}, in {}, as {}", number, number == 1 ? "time" : "times", key.first,
                                    toString(key.second)));
    return lines;
}

tl::expected<Findings, std::string> searchMemory(const Traces& traces, const SearchOptions& options) {
    if (!traces.isComplete())
        return tl::unexpected<std::string>("More was said in this visit than can be looked for, so that "
                                           "nothing of it is left cannot be proven.");
    const auto begin = std::chrono::steady_clock::now();
    std::ifstream file("/proc/self/smaps");
    const std::string smaps{std::istreambuf_iterator<char>(file), {}};
    if (smaps.empty())
        return tl::unexpected<std::string>(
            "The system does not tell what memory the program has (/proc/self/smaps cannot be read).");
    Search search(traces, options);
    if (!search.run(mappingsToSearch(smaps)))
        return tl::unexpected(fmt::format("The program cannot read its own memory: {}.",
                                          std::error_code(errno, std::generic_category()).message()));
    Findings findings = std::move(search).findings();
    findings.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    return findings;
}

} // namespace peripheral::kiosk
