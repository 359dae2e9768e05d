// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include <plm/shown_text.h>

#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace peripheral::cli {

plm::Result<std::string> readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return plm::fail(plm::ErrorKind::Io, fmt::format("{}: This is a folder.", plm::displayName(path)));
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file.peek() != std::ifstream::traits_type::eof())
        text << file.rdbuf();
    if (!file.is_open() || file.bad() || text.bad())
        return plm::fail(
            errno == ENOENT ? plm::ErrorKind::NotFound : plm::ErrorKind::Io,
            fmt::format("{}: {}.", plm::displayName(path), std::strerror(errno != 0 ? errno : EIO)));
    return std::move(text).str();
}

plm::Result<std::vector<plm::TokenId>> readTokens(const std::filesystem::path& path) {
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    std::vector<plm::TokenId> ids;
    std::istringstream words(*text);
    for (std::string word; words >> word;) {
        plm::TokenId id = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id);
        if (error != std::errc() || end != word.data() + word.size())
            return plm::fail(plm::ErrorKind::BadFile,
                             fmt::format("{}: '{}' is no token id.", plm::displayName(path), word));
        ids.push_back(id);
    }
    return ids;
}

} // namespace peripheral::cli
