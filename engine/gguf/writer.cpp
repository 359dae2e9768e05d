// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/writer.h"

#include "gguf/names.h"

#include <algorithm>
#include <fmt/format.h>

namespace plm::gguf {

Result<Writer> Writer::create(const std::filesystem::path& path, const Contents& contents) {
    if (!contents.status())
        return fail(contents.status().error().kind, fmt::format("{} cannot be written: {}", displayName(path),
                                                                contents.status().error().message));
    auto file = TemporaryFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::string header = contents.header();
    if (const auto done = file->write(std::as_bytes(std::span(header))); !done)
        return tl::unexpected(done.error());
    return Writer(std::move(*file), contents);
}

Writer::Writer(TemporaryFile file, const Contents& contents)
    : m_file(std::move(file)),
      m_tensors(contents.tensors().begin(), contents.tensors().end()),
      m_alignment(contents.alignment()) {}

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
    while (!bytes.empty()) {
        if (m_tensor == m_tensors.size())
            return fail(ErrorKind::BadArgument, fmt::format("{} was given more data than its tensors take.",
                                                            displayName(m_file.target())));
        const auto taken = appendToTensor(m_tensors[m_tensor], bytes);
        if (!taken)
            return tl::unexpected(taken.error());
        bytes = bytes.subspan(*taken);
    }
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
