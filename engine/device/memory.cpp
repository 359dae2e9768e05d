// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "device/text_file.h"

#include <plm/device.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace plm {

std::optional<MemoryUse> memoryUse(const std::filesystem::path& root) {
    constexpr std::uint64_t kUnit = 1024; // the file counts in kB, which are 1024 bytes
    const auto bytes = [&](std::string_view key) {
        return device::number(device::field(root / "proc/self/status", key));
    };
    const auto peak = bytes("VmHWM");
    const auto file = bytes("RssFile");
    const auto anonymous = bytes("RssAnon");
    if (!peak || !file || !anonymous)
        return std::nullopt;
    return MemoryUse{*peak * kUnit, *file * kUnit, *anonymous * kUnit};
}

void forgetPeakMemory(const std::filesystem::path& root) {
    constexpr char kPeak = '5'; // as proc(5) has it
    std::ofstream(root / "proc/self/clear_refs") << kPeak;
}

namespace {

/// A file that is open for reading, and its size.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (m_descriptor >= 0 && ::fstat(m_descriptor, &status) == 0)
            m_bytes = static_cast<std::size_t>(status.st_size);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    int m_descriptor;
    std::size_t m_bytes = 0;
};

/// Pages of the file that are in memory, as mincore() tells; mapping them does not bring them there.
std::size_t residentPages(const OpenFile& file) {
    constexpr std::size_t kStep = std::size_t{64} << 20;
    const auto pageSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    std::vector<unsigned char> present(kStep / pageSize);
    std::size_t pages = 0;
    for (std::size_t at = 0; at < file.bytes(); at += kStep) {
        const std::size_t size = std::min(kStep, file.bytes() - at);
        void* mapped =
            ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), static_cast<off_t>(at));
        const std::size_t count = (size + pageSize - 1) / pageSize;
        if (mapped == MAP_FAILED)
            return pages + count; // it may be in memory
        std::fill_n(present.begin(), count, std::uint8_t{1});
        (void)::mincore(mapped, size, present.data());
        pages += static_cast<std::size_t>(
            std::count_if(present.begin(), present.begin() + static_cast<std::ptrdiff_t>(count),
                          [](unsigned char state) { return (state & 1U) != 0; }));
        ::munmap(mapped, size);
    }
    return pages;
}

} // namespace

Status dropFromPageCache(const std::filesystem::path& path) {
    const OpenFile file(path);
    if (file.descriptor() < 0)
        return fail(ErrorKind::Io, fmt::format("{}: {}.", displayName(path), std::strerror(errno)));
    (void)::fdatasync(file.descriptor()); // what is not written yet cannot be dropped
    (void)::posix_fadvise(file.descriptor(), 0, 0, POSIX_FADV_DONTNEED);
    const auto pageSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t resident = residentPages(file) * pageSize;
    if (resident > file.bytes() / 100)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: {} of {} bytes stay in memory.", displayName(path),
                                std::min(resident, file.bytes()), file.bytes()));
    return {};
}

} // namespace plm
