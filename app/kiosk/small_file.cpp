// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/small_file.h"

#include "kiosk/shown.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace peripheral::kiosk {

namespace {

/// An open file that is closed at the latest when it goes out of sight.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return m_number; }
    /// False, with errno set, where what was written could not be kept; network file systems say so here.
    bool close() { return m_number < 0 || ::close(std::exchange(m_number, -1)) == 0; }

private:
    int m_number;
};

/// The sentence for the last call that failed.
std::string failed(const std::filesystem::path& path, std::string_view what) {
    const std::string why = std::generic_category().message(errno);
    return fmt::format("The file {} cannot be {}: {}.", nameInQuotes(path), what, why);
}

std::string refused(const std::filesystem::path& path, std::string_view why) {
    return fmt::format("The file {} cannot be read: {}.", nameInQuotes(path), why);
}

/// What `stat` says against reading it; empty: nothing.
std::string fault(const struct stat& found, std::size_t mostBytes) {
    if (S_ISDIR(found.st_mode))
        return "it is a folder";
    if (!S_ISREG(found.st_mode))
        return "it is no ordinary file";
    if (static_cast<std::uintmax_t>(found.st_size) > mostBytes)
        return fmt::format("it has {} bytes, more than the {} that are expected at most", found.st_size,
                           mostBytes);
    return {};
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Makes the new name last. A file system that cannot do that for a folder has no better way.
void syncFolder(const std::filesystem::path& file) {
    const auto folder = file.parent_path();
    const Descriptor open(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open.number() >= 0)
        static_cast<void>(::fsync(open.number()));
}

/// The first half of writing: all of the text, on the disk.
bool writeNew(const std::filesystem::path& path, std::string_view text) {
    // What a loss of power left; and nobody else's link or pipe is followed.
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
        return false;
    Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    return file.number() >= 0 && writeAll(file.number(), text) && ::fsync(file.number()) == 0 && file.close();
}

} // namespace

tl::expected<std::string, std::string> readSmallFile(const std::filesystem::path& path,
                                                     std::size_t mostBytes) {
    // Opening a pipe without a writer would wait for one.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    struct stat found {};
    if (file.number() < 0 || ::fstat(file.number(), &found) != 0)
        return tl::unexpected(failed(path, "read"));
    if (const std::string why = fault(found, mostBytes); !why.empty())
        return tl::unexpected(refused(path, why));
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const ssize_t count = ::read(file.number(), part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return tl::unexpected(failed(path, "read"));
        if (count == 0)
            return text;
        // It may have grown, and files of /proc have no size.
        if (text.size() + static_cast<std::size_t>(count) > mostBytes)
            return tl::unexpected(refused(path, fmt::format("it has more than {} bytes", mostBytes)));
        text.append(part.data(), static_cast<std::size_t>(count));
    }
}

tl::expected<void, std::string> writeSmallFile(const std::filesystem::path& path, std::string_view text) {
    auto temporary = path;
    temporary += ".new";
    if (!writeNew(temporary, text) || ::rename(temporary.c_str(), path.c_str()) != 0) {
        auto sentence = failed(path, "written");
        ::unlink(temporary.c_str());
        return tl::unexpected(std::move(sentence));
    }
    syncFolder(path);
    return {};
}

} // namespace peripheral::kiosk
