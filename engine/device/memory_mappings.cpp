// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/memory_parts.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace plm {

namespace {

/// What begins a mapping: "begin-end rw-p offset device inode   name", addresses in hexadecimal.
std::optional<MemoryMapping> headOf(std::string_view line) {
    MemoryMapping mapping;
    const char* const end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, mapping.begin, 16);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-')
        return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, mapping.end, 16);
    if (second.ec != std::errc() || end - second.ptr < 5 || *second.ptr != ' ')
        return std::nullopt;
    mapping.reachable = second.ptr[1] == 'r' || second.ptr[2] == 'w';
    if (const std::size_t name = line.find_first_of("/["); name != std::string_view::npos)
        mapping.name = line.substr(name);
    if (mapping.name.starts_with("[anon")) // of mappings that somebody gave a name
        mapping.name.clear();
    return mapping;
}

/// The bytes of a line such as "Pss:    12 kB" where `key` begins it.
std::optional<std::uint64_t> amountIn(std::string_view line, std::string_view key) {
    if (!line.starts_with(key))
        return std::nullopt;
    const std::size_t digits = line.find_first_of("0123456789", key.size());
    std::uint64_t kilobytes = 0;
    if (digits == std::string_view::npos ||
        std::from_chars(line.data() + digits, line.data() + line.size(), kilobytes).ec != std::errc())
        return std::nullopt;
    return kilobytes * 1024;
}

/// Files that have no disk behind them: memory that processes share.
bool isMemoryOnly(std::string_view name) {
    constexpr std::array<std::string_view, 4> kNames{"/dev/zero", "/memfd:", "/SYSV", "/dev/shm/"};
    return std::ranges::any_of(kNames, [name](std::string_view begin) { return name.starts_with(begin); });
}

/// One mapping after the other, from the lines of the file.
class Reader {
public:
    void take(std::string_view line) {
        if (auto head = headOf(line))
            begin(std::move(*head));
        else if (const auto pss = amountIn(line, "Pss:"))
            m_pss = *pss;
        else if (const auto anonymous = amountIn(line, "Anonymous:"))
            m_anonymous = *anonymous;
        else if (line.starts_with("VmFlags:") && !m_mappings.empty())
            m_mappings.back().unreserved = line.find(" nr") != std::string_view::npos;
    }
    std::vector<MemoryMapping> finish() {
        share();
        return std::move(m_mappings);
    }

private:
    void begin(MemoryMapping head) {
        share();
        m_mappings.push_back(std::move(head));
    }
    /// Shares the bytes of the last mapping out.
    void share() {
        if (m_mappings.empty())
            return;
        MemoryMapping& last = m_mappings.back();
        last.own = isMemoryOnly(last.name) ? m_pss : std::min(m_pss, m_anonymous);
        last.fileBacked = m_pss - last.own;
        m_pss = m_anonymous = 0;
    }

    std::vector<MemoryMapping> m_mappings;
    std::uint64_t m_pss = 0, m_anonymous = 0; ///< of the last one
};

} // namespace

std::vector<MemoryMapping> memoryMappings(const std::filesystem::path& root) {
    std::ifstream file(root / "proc/self/smaps");
    Reader reader;
    for (std::string line; std::getline(file, line);)
        reader.take(line);
    return reader.finish();
}

} // namespace plm
