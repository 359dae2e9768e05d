// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_descriptor.h"
#include "files/folder_lock.h"
#include "files/input_file.h"
#include "gpu/gpu_fields.h"

#include <plm/gpu_start.h>
#include <plm/shown_text.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <sys/file.h>
#include <system_error>
#include <utility>

namespace plm {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "gpu-start-";
constexpr std::string_view kUnlocked = ".gpu-start-"; // before it is locked, so that nobody takes it for left
constexpr std::uint64_t kMostMarkBytes = std::uint64_t{1} << 18;

template <class Fields>
void describe(Fields& fields, LeftStart& start) {
    fields("number", start.device.number);
    fields("name", start.device.name);
    fields("print", start.print);
}

tl::unexpected<Error> failed(const fs::path& path) {
    return fail(ErrorKind::Io, fmt::format("{} cannot be written: {}.", displayName(path),
                                           std::generic_category().message(errno)));
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            return false;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return ::fdatasync(file) == 0;
}

/// What `folder` lists is on the disk then, too.
void flush(const fs::path& folder) {
    const files::FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.valid())
        ::fsync(opened.number());
}

std::string textOf(const GpuDevice& device, const DriverPrint& print) {
    LeftStart start{.device = {.number = device.number, .name = asUtf8(device.name)}, .print = print};
    gpu::FieldWriter fields;
    describe(fields, start);
    return fields.take().dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::optional<LeftStart> readStart(const fs::path& path) {
    const auto text = files::readText(path, kMostMarkBytes);
    const auto tree = text ? json::parseJson(*text, displayName(path)) : tl::unexpected(text.error());
    if (!tree)
        return std::nullopt;
    json::ObjectReader object(*tree, displayName(path));
    gpu::FieldReader fields(object);
    LeftStart start;
    describe(fields, start);
    return object.status() ? std::optional(std::move(start)) : std::nullopt;
}

/// Whether the program that left it runs no longer.
bool isLeft(const fs::path& path) {
    const files::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file.valid() && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace

struct GpuStart::Parts {
    fs::path path;
    files::FileDescriptor lock;
};

GpuStart::GpuStart() = default;
GpuStart::GpuStart(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
GpuStart::GpuStart(GpuStart&& other) noexcept = default;
GpuStart& GpuStart::operator=(GpuStart&& other) noexcept {
    std::swap(m_parts, other.m_parts);
    return *this;
}
GpuStart::~GpuStart() {
    end();
}

Result<GpuStart> GpuStart::begin(const fs::path& folder, const GpuDevice& device, const DriverPrint& print) {
    if (const Status made = files::makeFolder(folder); !made)
        return tl::unexpected(made.error());
    std::string name = folder / fmt::format("{}XXXXXX", kUnlocked);
    auto parts = std::make_unique<Parts>();
    parts->lock = files::FileDescriptor(::mkostemp(name.data(), O_CLOEXEC));
    if (!parts->lock.valid())
        return failed(folder);
    parts->path = name;
    GpuStart start(std::move(parts)); // from here on it is taken away where something fails
    const fs::path target = folder / fs::path(name).filename().native().substr(1);
    if (::flock(start.m_parts->lock.number(), LOCK_EX | LOCK_NB) != 0 ||
        !writeAll(start.m_parts->lock.number(), textOf(device, print)) ||
        ::rename(name.c_str(), target.c_str()) != 0)
        return failed(target);
    start.m_parts->path = target;
    flush(folder);
    return start;
}

void GpuStart::end() {
    if (m_parts)
        ::unlink(m_parts->path.c_str());
    m_parts.reset();
}

std::vector<LeftStart> takeLeftStarts(const fs::path& folder) {
    std::vector<LeftStart> starts;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
        const fs::path& path = at->path();
        if (!path.filename().native().starts_with(kPrefix) || !isLeft(path))
            continue;
        if (auto start = readStart(path))
            starts.push_back(std::move(*start));
        ::unlink(path.c_str());
    }
    return starts;
}

} // namespace plm
