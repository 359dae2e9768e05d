// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/file_fault.h"

#include "kiosk/shown.h"

#include <cerrno>
#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace peripheral::kiosk {

namespace {

/// Of the last call that failed.
FileFault failed(std::string_view kind, const std::filesystem::path& path, std::string_view what) {
    const int error = errno;
    return {.what = fmt::format("names {}{}, which cannot be {}: {}", kind, nameInQuotes(path), what,
                                std::generic_category().message(error)),
            .isMistake = isOfTheName(error)};
}

FileFault isNo(std::string_view kind, const std::filesystem::path& path) {
    return {.what = fmt::format("names {}, which is no {}", nameInQuotes(path), kind), .isMistake = true};
}

} // namespace

bool isOfTheName(int error) {
    return error == ELOOP || error == ENAMETOOLONG;
}

FileFault faultOfReading(const std::filesystem::path& file) {
    struct stat found {};
    if (file.empty())
        return {};
    if (::stat(file.c_str(), &found) != 0)
        return failed("", file, "read");
    if (!S_ISREG(found.st_mode))
        return isNo("file", file);
    return ::access(file.c_str(), R_OK) == 0 ? FileFault{} : failed("", file, "read");
}

FileFault faultOfFolder(const std::filesystem::path& folder) {
    struct stat found {};
    if (folder.empty())
        return {};
    if (::stat(folder.c_str(), &found) == 0 && !S_ISDIR(found.st_mode))
        return isNo("folder", folder);
    return ::access(folder.c_str(), W_OK | X_OK) == 0 ? FileFault{}
                                                      : failed("the folder ", folder, "written to");
}

FileFault faultOfWriting(const std::filesystem::path& file) {
    struct stat found {};
    if (file.empty())
        return {};
    if (::stat(file.c_str(), &found) != 0)
        return errno == ENOENT ? faultOfFolder(file.parent_path()) : failed("", file, "written");
    if (!S_ISREG(found.st_mode))
        return isNo("file", file);
    return ::access(file.c_str(), W_OK) == 0 ? FileFault{} : failed("", file, "written");
}

} // namespace peripheral::kiosk
