// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/sha256.h>

#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <system_error>
#include <vector>

namespace plm {

namespace {

tl::unexpected<Error> cannotRead(const std::filesystem::path& path, int code) {
    return fail(ErrorKind::Io,
                fmt::format("{} cannot be read: {}.", path.string(), std::generic_category().message(code)));
}

} // namespace

Result<std::string> sha256OfFile(const std::filesystem::path& path,
                                 const std::function<void(double)>& progress, const std::stop_token& stop) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(path, unknown);
    std::ifstream file(path, std::ios::binary);
    if (unknown || !file)
        return cannotRead(path, unknown ? unknown.value() : errno);
    Sha256 hash;
    std::vector<char> piece(1 << 20);
    for (std::uint64_t done = 0; file;) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, fmt::format("{}: hashing was cancelled.", path.string()));
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto count = static_cast<std::size_t>(file.gcount());
        hash.add(std::as_bytes(std::span(piece).first(count)));
        done += count;
        if (progress && size > 0)
            progress(static_cast<double>(done) / static_cast<double>(size));
    }
    if (file.bad())
        return cannotRead(path, errno);
    return hash.finish();
}

} // namespace plm
