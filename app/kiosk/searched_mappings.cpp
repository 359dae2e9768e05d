// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/searched_mappings.h"

#include "kiosk/freed_memory.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace peripheral::kiosk {
namespace {

/// Sanitizers map terabytes of tables of their own, more than can be gone through.
constexpr std::uintptr_t kMostOfSanitizers = std::uintptr_t{64} << 30;

bool isSearched(std::string_view rights, std::string_view name) {
    if (rights.size() < 4 || rights[0] != 'r')
        return false;
    if (name.starts_with("[v")) // [vvar], [vdso], [vsyscall]
        return false;
    if (name.starts_with("/dev/") && !name.starts_with("/dev/shm/") && !name.starts_with("/dev/zero"))
        return false;
    return rights[1] == 'w' || !name.starts_with('/');
}

/// What begins a mapping: "begin-end rw-p offset device inode   name". Nothing where the line is none.
struct Head {
    SearchedMapping mapping;
    bool searched = false;
};
std::optional<Head> headOf(std::string_view line) {
    Head head;
    const char* const end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, head.mapping.begin, 16);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-')
        return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, head.mapping.end, 16);
    if (second.ec != std::errc() || end - second.ptr < 5 || *second.ptr != ' ')
        return std::nullopt;
    const std::string_view rights(second.ptr + 1, 4);
    const std::size_t name = line.find_first_of("/[");
    head.mapping.name = name == std::string_view::npos ? "anonymous" : std::string(line.substr(name));
    head.searched = isSearched(rights, head.mapping.name);
    if (kIsSanitized && head.mapping.end - head.mapping.begin > kMostOfSanitizers)
        head.searched = false;
    return head;
}

/// Whether a line such as "Rss:    12 kB", which begins with `key`, tells of more than nothing.
bool tells(std::string_view line, std::string_view key) {
    return line.starts_with(key) && line.find_first_of("123456789") != std::string_view::npos;
}

} // namespace

std::vector<SearchedMapping> mappingsToSearch(std::string_view smaps) {
    std::vector<SearchedMapping> mappings;
    std::optional<Head> head;
    bool touched = false;
    const auto finish = [&] {
        if (head && head->searched && touched)
            mappings.push_back(head->mapping);
        touched = false;
    };
    while (!smaps.empty()) {
        const std::string_view line = smaps.substr(0, smaps.find('\n'));
        smaps.remove_prefix(std::min(line.size() + 1, smaps.size()));
        if (auto next = headOf(line)) {
            finish();
            head = std::move(next);
        } else if (head) {
            head->mapping.swapped = head->mapping.swapped || tells(line, "Swap:");
            touched = touched || tells(line, "Rss:") || head->mapping.swapped;
        }
    }
    finish();
    return mappings;
}

} // namespace peripheral::kiosk
