// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/writer.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

/// Told before minutes of writing rather than after.
Status checkSpace(const std::filesystem::path& path, std::uint64_t bytes) {
    std::error_code unknown;
    const auto space = std::filesystem::space(path.has_parent_path() ? path.parent_path() : ".", unknown);
    if (unknown || space.available >= bytes)
        return {};
    return fail(ErrorKind::Io,
                fmt::format("{} needs {:.1f} MB, and its disk has {:.1f} MB left.", displayName(path),
                            static_cast<double>(bytes) / 1e6, static_cast<double>(space.available) / 1e6));
}

} // namespace

Result<Writer> Writer::create(const std::filesystem::path& path, const Contents& contents,
                              LoadProgress progress, std::stop_token stop) {
    if (!contents.status())
        return fail(contents.status().error().kind, fmt::format("{} cannot be written: {}", displayName(path),
                                                                contents.status().error().message));
    const std::string header = contents.header();
    if (const auto room = checkSpace(path, header.size() + contents.dataBytes()); !room)
        return tl::unexpected(room.error());
    auto file = files::TemporaryFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    if (const auto done = file->write(std::as_bytes(std::span(header))); !done)
        return tl::unexpected(done.error());
    return Writer(std::move(*file), contents, std::move(progress), std::move(stop));
}

Writer::Writer(files::TemporaryFile file, const Contents& contents, LoadProgress progress,
               std::stop_token stop)
    : m_file(std::move(file)),
      m_tensors(contents.tensors().begin(), contents.tensors().end()),
      m_alignment(contents.alignment()),
      m_bytes(contents.dataBytes()),
      m_progress(std::move(progress)),
      m_stop(std::move(stop)) {}

/// After a failure nothing more is written: how much of the bytes reached the file is not known.
Status Writer::write(std::span<const std::byte> bytes) {
    if (m_status)
        m_status = m_file.write(bytes);
    m_position += bytes.size();
    return m_status;
}

/// Zeros up to `offset`, which is less than an alignment away.
Status Writer::pad(std::uint64_t offset) {
    if (offset == m_position)
        return {};
    return write(std::vector<std::byte>(offset - m_position));
}

/// Writes what `tensor`, the present one, has room for, and says how much that was.
Result<std::size_t> Writer::appendToTensor(const Contents::TensorPlace& tensor,
                                           std::span<const std::byte> bytes) {
    if (m_position < tensor.offset)
        if (const auto done = pad(tensor.offset); !done)
            return tl::unexpected(done.error());
    const std::uint64_t end = tensor.offset + tensor.bytes;
    const auto piece = bytes.first(std::min<std::uint64_t>(bytes.size(), end - m_position));
    if (const auto done = write(piece); !done)
        return tl::unexpected(done.error());
    if (m_position == end)
        ++m_tensor;
    return piece.size();
}

Status Writer::append(std::span<const std::byte> bytes) {
    if (m_status && m_stop.stop_requested())
        m_status = fail(ErrorKind::Cancelled,
                        fmt::format("Writing {} was cancelled.", displayName(m_file.target())));
    if (!m_status)
        return m_status;
    while (!bytes.empty()) {
        if (m_tensor == m_tensors.size())
            return fail(ErrorKind::BadArgument, fmt::format("{} was given more data than its tensors take.",
                                                            displayName(m_file.target())));
        const auto taken = appendToTensor(m_tensors[m_tensor], bytes);
        if (!taken)
            return tl::unexpected(taken.error());
        bytes = bytes.subspan(*taken);
    }
    if (m_progress)
        m_progress(static_cast<double>(m_position) / static_cast<double>(m_bytes));
    return {};
}

Status Writer::finish() {
    if (!m_status)
        return m_status;
    if (m_tensor < m_tensors.size())
        return fail(ErrorKind::BadArgument,
                    fmt::format("{} cannot be written: the tensor {} lacks data.",
                                displayName(m_file.target()), inQuotes(m_tensors[m_tensor].name)));
    auto done = pad((m_position + m_alignment - 1) / m_alignment * m_alignment);
    return done ? m_file.becomeTarget() : done;
}

} // namespace plm::gguf
