// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/input_file.h"

#include <plm/sha256.h>

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace plm {

Result<std::string> sha256OfFile(const std::filesystem::path& path,
                                 const std::function<void(double)>& progress, const std::stop_token& stop) {
    const auto file = files::InputFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    Sha256 hash;
    std::vector<std::byte> buffer(1 << 20);
    for (std::uint64_t done = 0; done < file->size();) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, fmt::format("{}: hashing was cancelled.", file->name()));
        const auto piece = std::span(buffer).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), file->size() - done)));
        if (const Status read = file->read(done, piece); !read)
            return tl::unexpected(read.error());
        hash.add(piece);
        done += piece.size();
        if (progress)
            progress(static_cast<double>(done) / static_cast<double>(file->size()));
    }
    return hash.finish();
}

} // namespace plm
