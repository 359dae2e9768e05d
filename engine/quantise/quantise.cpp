// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "model/hyper_parameters.h"
#include "model/tensor_table.h"
#include "quant/file_type.h"
#include "quantise/tensor_encoder.h"

#include <plm/model.h>
#include <plm/output_file.h>
#include <plm/quantise.h>
#include <plm/shown_text.h>
#include <plm/threads.h>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace plm {

using namespace quantisation;

namespace {

using Tensors = std::map<std::string, TensorSpec, std::less<>>;

/// By their names.
Tensors tensorsByName(const HyperParameters& hyper, bool isTied) {
    Tensors tensors;
    for (TensorSpec& tensor : tensorsOf(hyper, isTied))
        tensors.emplace(tensor.name, std::move(tensor));
    return tensors;
}

/// Where a matrix stands. One whose name says nothing is treated as most are.
quant::MatrixPlace placeOf(const gguf::Tensor& tensor, const Tensors& known, int layers) {
    quant::MatrixPlace place{quant::Part::Up, 0, layers, tensor.dimensions.front()};
    if (const auto spec = known.find(tensor.name); spec != known.end()) {
        place.part = spec->second.part.value_or(place.part);
        place.layer = spec->second.layer;
    }
    return place;
}

/// The format that each tensor of `file`, a PLM of that shape, gets in a file of `type`, in the file's order.
/// Vectors keep theirs.
std::vector<const quant::Format*> chooseFormats(const gguf::File& file, const HyperParameters& hyper,
                                                const quant::FileType& type) {
    const Tensors known = tensorsByName(hyper, file.tensor(nameOf(kHead)) == nullptr);
    std::vector<const quant::Format*> formats;
    for (const gguf::Tensor& tensor : file.tensors())
        formats.push_back(tensor.dimensions.size() == 1
                              ? tensor.format
                              : &formatFor(type, placeOf(tensor, known, hyper.layers), quant::Mix::Current));
    return formats;
}

constexpr std::string_view kFileType = "general.file_type";
constexpr std::string_view kVersion = "general.quantization_version";
constexpr std::uint32_t kVersionOfBlocks = 2;

bool canBeWritten(const quant::FileType& type) {
    return quant::format(type.format).encode != nullptr;
}

Result<const quant::FileType*> typeNamed(std::string_view name) {
    const quant::FileType* type = quant::findFileType(name);
    if (type == nullptr || !canBeWritten(*type))
        return fail(ErrorKind::BadArgument, fmt::format("type {}: it must be one of {}.", name,
                                                        fmt::join(quantisationTypes(), ", ")));
    return type;
}

bool isExact(const quant::Format& format) {
    return format.blockValues == 1;
}

/// The source's metadata, with what says how the tensors are quantised set anew.
void addMetadata(const gguf::File& source, const quant::FileType& type, gguf::Contents& contents) {
    for (const gguf::Entry& entry : source.metadata())
        if (entry.key == kFileType)
            contents.add(kFileType, type.number);
        else if (entry.key == kVersion)
            contents.add(kVersion, kVersionOfBlocks);
        else
            contents.add(entry);
    if (source.find(kFileType) == nullptr)
        contents.add(kFileType, type.number);
    if (source.find(kVersion) == nullptr)
        contents.add(kVersion, kVersionOfBlocks);
}

} // namespace

struct Quantisation::Parts {
    std::filesystem::path path; // of the source
    gguf::File source;
    const quant::FileType* type;
    int threads;
    std::vector<const quant::Format*> formats; // of the source's tensors, in the target
    std::vector<std::string_view> quantisedAgain;

    [[nodiscard]] Status write(const std::filesystem::path& target, const LoadProgress& progress,
                               std::stop_token stop) const;
};

Status Quantisation::Parts::write(const std::filesystem::path& target, const LoadProgress& progress,
                                  std::stop_token stop) const {
    gguf::Contents contents;
    addMetadata(source, *type, contents);
    const auto tensors = source.tensors();
    for (std::size_t i = 0; i < tensors.size(); ++i)
        contents.addTensor(tensors[i].name, *formats[i], tensors[i].dimensions);
    auto writer = gguf::Writer::create(target, contents, progress, std::move(stop));
    if (!writer)
        return tl::unexpected(writer.error());
    TensorEncoder encoder(source.name(), *writer, threadsFor(threads));
    for (std::size_t i = 0; i < tensors.size(); ++i)
        if (auto done = source.ifIntact(encoder.write(tensors[i], *formats[i])); !done)
            return done;
    return writer->finish();
}

std::vector<std::string_view> quantisationTypes() {
    std::vector<std::string_view> names;
    for (const quant::FileType& type : quant::fileTypes())
        if (canBeWritten(type))
            names.push_back(type.name);
    return names;
}

Result<Quantisation> Quantisation::prepare(const std::filesystem::path& source,
                                           const QuantisationOptions& options) {
    const auto type = typeNamed(options.type);
    if (!type)
        return tl::unexpected(type.error());
    auto file = gguf::File::open(source);
    if (!file)
        return tl::unexpected(file.error());
    const auto hyper = readHyperParameters(*file);
    if (!hyper)
        return tl::unexpected(hyper.error());
    auto formats = chooseFormats(*file, *hyper, **type);
    std::vector<std::string_view> again;
    for (std::size_t i = 0; i < formats.size(); ++i) {
        const quant::Format& from = *file->tensors()[i].format;
        if (!isExact(from) && &from != formats[i] &&
            std::find(again.begin(), again.end(), from.name) == again.end())
            again.push_back(from.name);
    }
    return Quantisation(std::make_unique<Parts>(
        Parts{source, std::move(*file), *type, options.threads, std::move(formats), std::move(again)}));
}

Quantisation::Quantisation(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Quantisation::Quantisation(Quantisation&&) noexcept = default;
Quantisation& Quantisation::operator=(Quantisation&&) noexcept = default;
Quantisation::~Quantisation() = default;

const std::vector<std::string_view>& Quantisation::formatsQuantisedAgain() const {
    return m_parts->quantisedAgain;
}

Status Quantisation::write(const std::filesystem::path& target, const LoadProgress& progress,
                           std::stop_token stop) {
    if (auto fit = checkOutput(target, OutputKind::Gguf, {m_parts->path}); !fit)
        return fit;
    try {
        return m_parts->source.ifIntact(m_parts->write(target, progress, std::move(stop)));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to write {}.", displayName(target)));
    }
}

} // namespace plm
