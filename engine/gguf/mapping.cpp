// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/mapping.h"

#include "gguf/file_descriptor.h"
#include "gguf/names.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace plm::gguf {

namespace {

auto failed(const std::filesystem::path& path, std::string_view what, int code) {
    const auto kind = code == ENOENT || code == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io;
    return fail(kind, fmt::format("{} cannot be {}: {}.", displayName(path), what,
                                  std::generic_category().message(code)));
}

Result<std::size_t> sizeOf(const FileDescriptor& file, const std::filesystem::path& path) {
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
    return static_cast<std::size_t>(status.st_size);
}

} // namespace

Result<Mapping> Mapping::open(const std::filesystem::path& path) {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return failed(path, "opened", errno);
    const auto size = sizeOf(file, path);
    if (!size)
        return tl::unexpected(size.error());
    void* memory = ::mmap(nullptr, *size, PROT_READ, MAP_SHARED, file.number(), 0);
    if (memory == MAP_FAILED)
        return failed(path, "mapped into memory", errno);
    return Mapping({static_cast<const std::byte*>(memory), *size});
}

Mapping::Mapping(Mapping&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

Mapping::~Mapping() {
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

void releasePages(std::span<const std::byte> bytes) {
    const auto pageSize = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + pageSize - 1) / pageSize * pageSize;
    const auto end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) / pageSize * pageSize;
    if (begin < end)
        (void)madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

} // namespace plm::gguf
