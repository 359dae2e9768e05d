// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <sys/stat.h>
#include <sys/types.h>

namespace plm::files {

/// What two names of one file have in common, links of both kinds included.
struct FileIdentity {
    dev_t device = 0;
    ino_t number = 0;

    FileIdentity() = default;
    explicit FileIdentity(const struct stat& status) : device(status.st_dev), number(status.st_ino) {}
    auto operator<=>(const FileIdentity&) const = default;
};

} // namespace plm::files
