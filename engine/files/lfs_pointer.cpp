// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/lfs_pointer.h"

#include <fmt/format.h>

namespace plm::files {

Status refuseLfsPointer(std::span<const std::byte> bytes, std::string_view name) {
    constexpr std::string_view kBeginning = "version https://git-lfs.github.com/spec/";
    static_assert(kBeginning.size() <= kPointerBytes);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!text.starts_with(kBeginning))
        return {};
    return fail(ErrorKind::BadFile,
                fmt::format("{} is a Git LFS pointer, which only stands for the file: fetch the file itself "
                            "with \"git lfs pull\", or download it again.",
                            name));
}

} // namespace plm::files
