// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/temporary_file.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace plm::files {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".XXXXXX"; // a dot, and what mkstemp() puts in place of the rest
constexpr std::size_t kLongestName = NAME_MAX;
constexpr int kMostLinks = 40; // as the system follows
constexpr mode_t kForOwner = S_IRUSR | S_IWUSR;
constexpr mode_t kForEveryone = kForOwner | S_IRGRP | S_IROTH;
constexpr mode_t kPermissions = S_IRWXU | S_IRWXG | S_IRWXO;

tl::unexpected<Error> cannotWrite(const fs::path& target, std::string_view why) {
    return fail(ErrorKind::Io, fmt::format("{} cannot be written: {}.", displayName(target), why));
}

tl::unexpected<Error> cannotWrite(const fs::path& target, int code) {
    return cannotWrite(target, std::generic_category().message(code));
}

/// What is no file, for a sentence.
std::string_view nameOf(mode_t mode) {
    if (S_ISDIR(mode))
        return "it is a folder";
    if (S_ISFIFO(mode))
        return "it is a pipe";
    if (S_ISSOCK(mode))
        return "it is a socket";
    return "it is a device";
}

/// What mkstemp() is to call the file beside `place`: its name with the ending, both of which fit.
std::string patternFor(const fs::path& place) {
    std::string name = place.filename().native();
    std::size_t length = std::min(name.size(), kLongestName - kEnding.size());
    while (length < name.size() && length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
        --length; // not within a character
    name.resize(length);
    return (place.parent_path() / name).native() + std::string(kEnding);
}

mode_t permissionsFor(const fs::path& place, TemporaryFile::Readers readers) {
    if (readers == TemporaryFile::Readers::Owner)
        return kForOwner;
    struct stat status = {};
    return ::stat(place.c_str(), &status) == 0 ? status.st_mode & kPermissions : kForEveryone;
}

} // namespace

TemporaryFile::TemporaryFile(FileDescriptor file, fs::path path, fs::path place, fs::path target)
    : m_file(std::move(file)),
      m_path(std::move(path)),
      m_place(std::move(place)),
      m_target(std::move(target)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
    std::swap(m_file, other.m_file);
    std::swap(m_path, other.m_path);
    std::swap(m_place, other.m_place);
    std::swap(m_target, other.m_target);
    return *this;
}

TemporaryFile::~TemporaryFile() {
    if (m_file.valid())
        ::unlink(m_path.c_str());
}

Result<fs::path> TemporaryFile::placeOf(const fs::path& target) {
    fs::path place = target;
    struct stat status = {};
    for (int links = 0; ::lstat(place.c_str(), &status) == 0 && S_ISLNK(status.st_mode); ++links) {
        std::error_code problem;
        const fs::path next = fs::read_symlink(place, problem);
        if (problem || links == kMostLinks)
            return cannotWrite(target, problem ? problem.value() : ELOOP);
        place = place.parent_path() / next; // which is `next` where that is absolute
    }
    if (::stat(place.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
        return cannotWrite(target, nameOf(status.st_mode));
    return place;
}

std::optional<std::string_view> TemporaryFile::targetOf(std::string_view name) {
    if (name.size() <= kEnding.size() || name[name.size() - kEnding.size()] != kEnding.front())
        return std::nullopt;
    return name.substr(0, name.size() - kEnding.size());
}

Result<TemporaryFile> TemporaryFile::create(const fs::path& target, Readers readers) {
    auto place = placeOf(target);
    if (!place)
        return tl::unexpected(place.error());
    std::string path = patternFor(*place);
    FileDescriptor file(::mkstemp(path.data()));
    if (!file.valid())
        return cannotWrite(target, errno);
    const mode_t permissions = permissionsFor(*place, readers); // mkstemp's file is the owner's alone
    TemporaryFile temporary(std::move(file), std::move(path), std::move(*place), target);
    if (::fchmod(temporary.m_file.number(), permissions) != 0)
        return temporary.failed(errno);
    return temporary;
}

Status TemporaryFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(m_file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return failed(errno);
        if (written > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Status TemporaryFile::becomeTarget(Flush flush) {
    if ((flush == Flush::ToDisk && ::fsync(m_file.number()) != 0) ||
        ::rename(m_path.c_str(), m_place.c_str()) != 0)
        return failed(errno);
    m_file = FileDescriptor();
    return {};
}

tl::unexpected<Error> TemporaryFile::failed(int code) const {
    return cannotWrite(m_target, code);
}

} // namespace plm::files
