// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_folder.h"
#include "convert/vocabulary_keys.h"
#include "gguf/writer.h"
#include "model/hyper_parameters.h"
#include "quant/file_type.h"

#include <plm/convert.h>
#include <plm/output_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <new>

namespace plm {

using namespace conversion;

namespace {

constexpr std::size_t kPieceValues = 1 << 18; // so that a piece is a megabyte at most

/// Number of general.file_type: that of the format in which most bytes are.
std::uint32_t fileTypeOf(const std::vector<PlannedTensor>& tensors) {
    std::map<std::string_view, std::uint64_t> bytes;
    for (const PlannedTensor& tensor : tensors)
        bytes[tensor.to->name] += tensor.source->tensor.bytes;
    const auto most = std::max_element(bytes.begin(), bytes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return quant::findFileType(most->first)->number;
}

gguf::Contents contentsOf(const ModelFolder& folder) {
    gguf::Contents contents;
    contents.add("general.architecture", "plm");
    contents.add("general.name", folder.name);
    contents.add("general.file_type", fileTypeOf(folder.tensors));
    contents.add("general.quantization_version", std::uint32_t{2});
    addHyperParameters(folder.config.hyper, contents);
    addVocabulary(folder.vocabulary, folder.ids, folder.chatTemplate, contents);
    for (const PlannedTensor& tensor : folder.tensors)
        contents.addTensor(tensor.name, *tensor.to, tensor.dimensions);
    return contents;
}

/// Copies tensors in pieces, decoding those that change their format, all of which become F32.
class TensorCopier {
public:
    explicit TensorCopier(gguf::Writer& writer) : m_writer(writer) {}

    Status copy(const PlannedTensor& tensor) {
        const std::uint64_t valueBytes = tensor.from->blockBytes;
        const std::uint64_t values = tensor.source->tensor.bytes / valueBytes;
        for (std::uint64_t first = 0; first < values; first += kPieceValues) {
            const auto count =
                static_cast<std::size_t>(std::min<std::uint64_t>(kPieceValues, values - first));
            m_piece.resize(count * valueBytes);
            const std::uint64_t offset = tensor.source->offset + first * valueBytes;
            if (const Status read = tensor.source->file->read(offset, m_piece); !read)
                return read;
            if (const Status done =
                    tensor.from == tensor.to ? m_writer.append(m_piece) : appendDecoded(tensor, count);
                !done)
                return done;
        }
        return {};
    }

private:
    Status appendDecoded(const PlannedTensor& tensor, std::size_t count) {
        m_decoded.resize(count);
        tensor.from->decode(m_piece.data(), m_decoded.data(), count);
        return m_writer.append(std::as_bytes(std::span(m_decoded)));
    }

    gguf::Writer& m_writer;
    std::vector<std::byte> m_piece;
    std::vector<float> m_decoded;
};

Status convertFolder(const std::filesystem::path& path, const std::filesystem::path& out,
                     const LoadProgress& progress, std::stop_token stop) {
    if (auto fit = checkOutput(out, OutputKind::Gguf, readFilesOf(path)); !fit)
        return fit;
    const auto folder = ModelFolder::open(path);
    if (!folder)
        return tl::unexpected(folder.error());
    auto writer = gguf::Writer::create(out, contentsOf(*folder), progress, std::move(stop));
    if (!writer)
        return tl::unexpected(writer.error());
    TensorCopier copier(*writer);
    for (const PlannedTensor& tensor : folder->tensors)
        if (const Status done = copier.copy(tensor); !done)
            return done;
    return writer->finish();
}

} // namespace

Status convert(const std::filesystem::path& folder, const std::filesystem::path& out,
               const LoadProgress& progress, std::stop_token stop) {
    try {
        return convertFolder(folder, out, progress, std::move(stop));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to convert {}.", displayName(folder)));
    }
}

} // namespace plm
