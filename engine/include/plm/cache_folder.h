// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace plm {

/// A folder of saved caches that keeps to a budget: what was not used for the longest time goes first. Its
/// files are called KEY.plmcache, and it never touches others. A key is 1 to 64 of a-z, A-Z, 0-9, - and _.
/// One process at a time, which the caller sees to; any thread, one at a time. Errors name the folder or
/// file.
class CacheFolder {
public:
    /// Makes the folder, for its owner alone, where it is not there, and removes what a crash left half
    /// written. Fails with Io.
    static Result<CacheFolder> open(const std::filesystem::path& path, std::uint64_t budgetBytes);

    /// Where the cache of `key` is in a folder that need not be open or even be there. Fails with BadArgument
    /// where it is no key.
    [[nodiscard]] static Result<std::filesystem::path> fileIn(const std::filesystem::path& folder,
                                                              std::string_view key);
    /// Where the cache of `key` is, or would be. Fails with BadArgument where it is no key.
    [[nodiscard]] Result<std::filesystem::path> fileOf(std::string_view key) const;
    [[nodiscard]] bool holds(std::string_view key) const;
    /// Bytes of all saved caches.
    [[nodiscard]] std::uint64_t usedBytes() const;
    [[nodiscard]] std::uint64_t budgetBytes() const { return m_budget; }
    /// Another budget; what is too much goes. Fails with Io where a file does not.
    Status setBudget(std::uint64_t bytes);

    /// Sees to it that `bytes` more, in place of what `key` has, keep to the budget, and leave at least half
    /// of what is free on the disk. Fails with Io where they cannot; then nothing was removed for them.
    Status makeRoom(std::string_view key, std::uint64_t bytes);
    /// `key` was used now, or its file has just been written: from here on it was used last, whatever the
    /// clock says.
    void touch(std::string_view key);
    /// Removes the cache of `key`, where there is one. Fails with BadArgument where it is no key, and with
    /// Io.
    Status remove(std::string_view key);

private:
    CacheFolder(std::filesystem::path path, std::uint64_t budget);
    /// Fails with Io.
    Status shrinkTo(std::uint64_t bytes, const std::filesystem::path& spared);

    std::filesystem::path m_path;
    std::uint64_t m_budget;
};

} // namespace plm
