// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "files/input_file.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace plm::files {

namespace {

tl::unexpected<Error> cannotRead(const std::string& name, int code) {
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io;
    return fail(kind, fmt::format("{} cannot be read: {}.", name, std::generic_category().message(code)));
}

} // namespace

Result<InputFile> InputFile::open(const std::filesystem::path& path) {
    std::string name = displayName(path);
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (!file.valid() || ::fstat(file.number(), &status) != 0)
        return cannotRead(name, errno);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Io, fmt::format("{} cannot be read: it is not a file.", name));
    return InputFile(std::move(file), std::move(name), static_cast<std::uint64_t>(status.st_size));
}

Status InputFile::read(std::uint64_t offset, std::span<std::byte> bytes) const {
    while (!bytes.empty()) {
        const auto count = ::pread(m_file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno != EINTR)
            return cannotRead(m_name, errno);
        if (count == 0)
            return fail(ErrorKind::Io,
                        fmt::format("{} cannot be read: it became shorter meanwhile.", m_name));
        if (count > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            offset += static_cast<std::uint64_t>(count);
        }
    }
    return {};
}

Result<std::string> readText(const std::filesystem::path& path, std::uint64_t mostBytes) {
    const auto file = InputFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    if (file->size() > mostBytes)
        return fail(ErrorKind::BadFile, fmt::format("{}: its {} bytes are more than the {} it may have.",
                                                    file->name(), file->size(), mostBytes));
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    if (const Status done = file->read(0, std::as_writable_bytes(std::span(text))); !done)
        return tl::unexpected(done.error());
    if (const Status real = refuseLfsPointer(std::as_bytes(std::span(text)), file->name()); !real)
        return tl::unexpected(real.error());
    if (constexpr std::string_view kMark = "\xEF\xBB\xBF"; text.starts_with(kMark))
        text.erase(0, kMark.size());
    return text;
}

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
