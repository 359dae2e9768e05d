// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/folder_lock.h"
#include "files/temporary_file.h"

#include <plm/cache_folder.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <system_error>
#include <vector>

namespace plm {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".plmcache";
constexpr std::size_t kLongestKey = 64;
/// Between two uses at least: the coarsest that file systems keep times to.
constexpr std::chrono::seconds kStep{2};

bool isKey(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    };
    return !text.empty() && text.size() <= kLongestKey && std::all_of(text.begin(), text.end(), allowed);
}

bool isCacheName(std::string_view name) {
    return name.ends_with(kEnding) && isKey(name.substr(0, name.size() - kEnding.size()));
}

bool isTemporaryName(std::string_view name) {
    const auto target = files::TemporaryFile::targetOf(name);
    return target && isCacheName(*target);
}

struct Entry {
    fs::path path;
    std::uint64_t bytes;
    fs::file_time_type used;
};

/// The regular files whose names fit, those that cannot be looked at left out.
template <class Fits>
std::vector<Entry> filesIn(const fs::path& folder, Fits fits) {
    std::vector<Entry> files;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
        std::error_code unknown;
        if (!fits(at->path().filename().native()) || !fs::is_regular_file(at->symlink_status(unknown)))
            continue;
        const Entry entry{at->path(), fs::file_size(at->path(), unknown),
                          unknown ? fs::file_time_type() : fs::last_write_time(at->path(), unknown)};
        if (!unknown)
            files.push_back(entry);
    }
    return files;
}

std::uint64_t sumOf(const std::vector<Entry>& files) {
    std::uint64_t bytes = 0;
    for (const Entry& file : files)
        bytes += file.bytes;
    return bytes;
}

/// Later than the use of every other file than `used`, also where the clock was set back since: a board
/// without a battery starts in the past.
fs::file_time_type nextUse(const fs::path& used) {
    auto next = fs::file_time_type::clock::now();
    for (const Entry& file : filesIn(used.parent_path(), isCacheName))
        if (file.path != used)
            next = std::max(next, file.used + kStep);
    return next;
}

Status removeFile(const fs::path& path) {
    std::error_code problem;
    fs::remove(path, problem);
    if (problem)
        return fail(ErrorKind::Io,
                    fmt::format("{} cannot be removed: {}.", displayName(path), problem.message()));
    return {};
}

} // namespace

CacheFolder::CacheFolder(fs::path path, std::uint64_t budget) : m_path(std::move(path)), m_budget(budget) {}

Result<CacheFolder> CacheFolder::open(const fs::path& path, std::uint64_t budgetBytes) {
    if (auto made = files::makeFolder(path); !made)
        return tl::unexpected(made.error());
    for (const Entry& left : filesIn(path, isTemporaryName))
        if (auto removed = removeFile(left.path); !removed)
            return tl::unexpected(removed.error());
    return CacheFolder(path, budgetBytes);
}

Result<fs::path> CacheFolder::fileIn(const fs::path& folder, std::string_view key) {
    if (!isKey(key))
        return fail(ErrorKind::BadArgument,
                    fmt::format("{} cannot be the name of a saved cache.", inQuotes(key)));
    return folder / fmt::format("{}{}", key, kEnding);
}

Result<fs::path> CacheFolder::fileOf(std::string_view key) const {
    return fileIn(m_path, key);
}

bool CacheFolder::holds(std::string_view key) const {
    std::error_code unknown;
    const auto file = fileOf(key);
    return file && fs::is_regular_file(fs::symlink_status(*file, unknown));
}

std::uint64_t CacheFolder::usedBytes() const {
    return sumOf(filesIn(m_path, isCacheName));
}

Status CacheFolder::setBudget(std::uint64_t bytes) {
    m_budget = bytes;
    return shrinkTo(bytes, {});
}

Status CacheFolder::makeRoom(std::string_view key, std::uint64_t bytes) {
    const auto file = fileOf(key);
    if (!file)
        return tl::unexpected(file.error());
    if (bytes > m_budget)
        return fail(ErrorKind::Io, fmt::format("{} is not saved: it takes {} bytes, and the budget is {}.",
                                               displayName(*file), bytes, m_budget));
    std::error_code unknown;
    const fs::space_info disk = fs::space(m_path, unknown);
    if (!unknown && bytes > disk.available / 2)
        return fail(ErrorKind::Io,
                    fmt::format("{} is not saved: it takes {} bytes, and {} are free on the disk.",
                                displayName(*file), bytes, disk.available));
    return shrinkTo(m_budget - bytes, *file);
}

/// Removes the oldest until all but `spared`, which is not counted, have at most so many bytes.
Status CacheFolder::shrinkTo(std::uint64_t bytes, const fs::path& spared) {
    std::vector<Entry> files = filesIn(m_path, isCacheName);
    std::erase_if(files, [&](const Entry& file) { return file.path == spared; });
    std::sort(files.begin(), files.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
    std::uint64_t left = sumOf(files);
    for (auto oldest = files.begin(); left > bytes; ++oldest) {
        if (auto removed = removeFile(oldest->path); !removed)
            return removed;
        left -= oldest->bytes;
    }
    return {};
}

void CacheFolder::touch(std::string_view key) {
    std::error_code unimportant; // it is then removed a little early
    if (!holds(key))
        return;
    const auto file = fileOf(key);
    fs::last_write_time(*file, nextUse(*file), unimportant);
}

Status CacheFolder::remove(std::string_view key) {
    const auto file = fileOf(key);
    return file ? removeFile(*file) : tl::unexpected(file.error());
}

} // namespace plm
