// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/input_file.h"
#include "files/mapping.h"
#include "files/temporary_file.h"

#include <plm/output_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace plm {

namespace fs = std::filesystem;

namespace {

/// How files of a kind begin, and what they are called in a sentence.
struct Mark {
    std::string_view bytes, name;
};

Mark markOf(OutputKind kind) {
    switch (kind) {
    case OutputKind::Unmarked:
        break;
    case OutputKind::Gguf:
        return {"GGUF", "a GGUF file"};
    case OutputKind::SavedCache:
        return {"PLMCACHE", "a saved cache"};
    case OutputKind::KeptWeights:
        return {std::string_view("PWEIGHT\0", 8), "a file of kept weights"};
    }
    return {};
}

std::optional<files::FileIdentity> identityOf(const fs::path& path) {
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? std::optional(files::FileIdentity(status)) : std::nullopt;
}

Status checkMark(const fs::path& target, OutputKind kind) {
    const Mark mark = markOf(kind);
    const auto file = files::InputFile::open(target);
    if (!file)
        return tl::unexpected(file.error());
    std::string beginning(std::min<std::uint64_t>(mark.bytes.size(), file->size()), '\0');
    if (const Status read = file->read(0, std::as_writable_bytes(std::span(beginning))); !read)
        return read;
    if (beginning == mark.bytes || file->size() == 0)
        return {};
    return fail(ErrorKind::Io, fmt::format("{} is not replaced: it is not {}.", file->name(), mark.name));
}

} // namespace

Status checkOutput(const fs::path& target, OutputKind kind, const std::vector<fs::path>& inputs) {
    if (const auto place = files::TemporaryFile::placeOf(target); !place)
        return tl::unexpected(place.error());
    const auto present = identityOf(target);
    if (!present)
        return {};
    const bool isRead = files::isMapped(*present) ||
                        std::any_of(inputs.begin(), inputs.end(),
                                    [&](const fs::path& input) { return identityOf(input) == present; });
    if (isRead)
        return fail(ErrorKind::Io,
                    fmt::format("{} cannot be written: it is a file that is read.", displayName(target)));
    return kind == OutputKind::Unmarked ? Status() : checkMark(target, kind);
}

struct OutputFile::Parts {
    files::TemporaryFile file;
};

OutputFile::OutputFile(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

Result<OutputFile> OutputFile::create(const fs::path& target) {
    return files::TemporaryFile::create(target).map([](files::TemporaryFile&& file) {
        return OutputFile(std::make_unique<Parts>(Parts{std::move(file)}));
    });
}

Status OutputFile::write(std::span<const std::byte> bytes) {
    return m_parts->file.write(bytes);
}

Status OutputFile::finish() {
    return m_parts->file.becomeTarget();
}

} // namespace plm
