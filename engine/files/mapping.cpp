// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/mapping.h"

#include "files/file_descriptor.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <mutex>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace plm::files {

namespace {

auto failed(const std::filesystem::path& path, std::string_view what, int code) {
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io;
    return fail(kind, fmt::format("{} cannot be {}: {}.", displayName(path), what,
                                  std::generic_category().message(code)));
}

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// The files that are mapped, once for each mapping.
class MappedFiles {
public:
    static MappedFiles& all() {
        static auto* files = new MappedFiles; // for ever: mappings may end after everything else
        return *files;
    }
    void add(const FileIdentity& file) {
        const std::lock_guard lock(m_mutex);
        m_files.insert(file);
    }
    void remove(const FileIdentity& file) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_files.find(file); found != m_files.end())
            m_files.erase(found);
    }
    bool has(const FileIdentity& file) {
        const std::lock_guard lock(m_mutex);
        return m_files.contains(file);
    }

private:
    std::mutex m_mutex;
    std::multiset<FileIdentity> m_files;
};

/// Of a regular file that has something in it and can be mapped.
Result<FileStamp> stampOf(const FileDescriptor& file, const std::filesystem::path& path) {
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0)
        return failed(path, "read", errno);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Io, fmt::format("{} is not a file.", displayName(path)));
    if (status.st_size == 0)
        return fail(ErrorKind::BadFile, fmt::format("{} is empty.", displayName(path)));
    if (static_cast<std::uint64_t>(status.st_size) > std::numeric_limits<std::size_t>::max() / 2)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} is too large for this machine.", displayName(path)));
    return FileStamp{static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                     nanoseconds(status.st_ctim)};
}

/// For the pages that lie in `bytes` as a whole.
void advise(std::span<const std::byte> bytes, int advice) {
    const auto pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + pageSize - 1) / pageSize * pageSize;
    const auto end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) / pageSize * pageSize;
    if (begin < end)
        (void)madvise(reinterpret_cast<void*>(begin), end - begin, advice);
}

} // namespace

Result<Mapping> Mapping::open(const std::filesystem::path& path) {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return failed(path, "opened", errno);
    const auto stamp = stampOf(file, path);
    if (!stamp)
        return tl::unexpected(stamp.error());
    const auto size = static_cast<std::size_t>(stamp->bytes);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
    if (memory == MAP_FAILED)
        return failed(path, "mapped into memory", errno);
    return Mapping({static_cast<const std::byte*>(memory), size}, *stamp, std::move(file), displayName(path));
}

Mapping::Mapping(std::span<const std::byte> bytes, const FileStamp& stamp, FileDescriptor file,
                 std::string name)
    : m_bytes(bytes),
      m_stamp(stamp),
      m_file(std::move(file)),
      m_name(std::move(name)),
      m_watch(bytes) {
    MappedFiles::all().add(identity());
}

Mapping::Mapping(Mapping&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {})),
      m_stamp(other.m_stamp),
      m_file(std::move(other.m_file)),
      m_name(std::move(other.m_name)),
      m_watch(std::move(other.m_watch)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_stamp, other.m_stamp);
    std::swap(m_file, other.m_file);
    std::swap(m_name, other.m_name);
    std::swap(m_watch, other.m_watch);
    return *this;
}

Mapping::~Mapping() {
    if (m_bytes.empty())
        return;
    MappedFiles::all().remove(identity());
    m_watch = MappingWatch(); // before others may get the addresses
    ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

/// The descriptor is open as long as the mapping.
FileIdentity Mapping::identity() const {
    struct stat status = {};
    (void)::fstat(m_file.number(), &status);
    return FileIdentity(status);
}

bool isMapped(const FileIdentity& file) {
    return MappedFiles::all().has(file);
}

Status Mapping::intact() const {
    struct stat status = {};
    const bool isShorter = m_file.valid() && ::fstat(m_file.number(), &status) == 0 &&
                           static_cast<std::uint64_t>(status.st_size) < m_bytes.size();
    if (isShorter)
        m_watch.markAsCut(); // also where it is made as long again: it may be another by then
    if (isShorter)
        return fail(ErrorKind::Io, fmt::format("{} became shorter while it was in use.", m_name));
    if (m_watch.wasCut())
        return fail(
            ErrorKind::Io,
            fmt::format("{} could not be read: it was changed while it was in use, or its disk fails.",
                        m_name));
    return {};
}

void readAhead(std::span<const std::byte> bytes) {
    advise(bytes, MADV_WILLNEED);
}

void releasePages(std::span<const std::byte> bytes) {
    advise(bytes, MADV_DONTNEED);
}

} // namespace plm::files
