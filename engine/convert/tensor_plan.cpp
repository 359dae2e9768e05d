// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tensor_plan.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace plm::conversion {

namespace {

tl::unexpected<Error> bad(const StoredWeight& weight, std::string_view what,
                          ErrorKind kind = ErrorKind::BadFile) {
    return fail(
        kind, fmt::format("{}: The tensor {} {}.", weight.file->name(), inQuotes(weight.tensor.name), what));
}

/// The format of the numbers, or null where it is none that can be kept.
const quant::Format* formatOf(const StoredTensor& tensor) {
    for (const quant::Type type : {quant::Type::F32, quant::Type::F16, quant::Type::BF16})
        if (quant::format(type).name == tensor.type)
            return &quant::format(type);
    return nullptr;
}

Result<PlannedTensor> plan(const TensorSpec& wanted, const StoredWeight& weight) {
    const StoredTensor& tensor = weight.tensor;
    const quant::Format* format = formatOf(tensor);
    if (format == nullptr)
        return bad(weight, fmt::format("is of the type {}; F32, F16 and BF16 can be converted", tensor.type),
                   ErrorKind::Unsupported);
    if (tensor.shape != wanted.shape)
        return bad(weight, fmt::format("has the shape {}; config.json asks for {}",
                                       fmt::join(tensor.shape, " × "), fmt::join(wanted.shape, " × ")));
    return PlannedTensor{wanted.name, wanted.dimensions(), format,
                         wanted.part ? format : &quant::format(quant::Type::F32), &weight};
}

/// Where the embedding is the head, newer folders hold it as the head once more.
Status checkCopy(const StoredWeight& head, const WeightFiles& files) {
    const std::string embedding = huggingFaceNameOf(kEmbedding);
    const auto same = areTheSame(head, files.tensors().at(embedding));
    if (!same)
        return tl::unexpected(same.error());
    if (!*same)
        return bad(head, fmt::format(
                             "is not the same as {}, although \"tie_word_embeddings\" of config.json is true",
                             inQuotes(embedding)));
    return {};
}

/// What is none of the `wanted`: only a copy of the embedding may be among it.
Status checkSurplus(const std::vector<TensorSpec>& wanted, const WeightFiles& files) {
    std::set<std::string_view> known;
    for (const TensorSpec& tensor : wanted)
        known.insert(tensor.huggingFaceName);
    for (const auto& [name, weight] : files.tensors()) {
        if (known.contains(name))
            continue;
        if (name != huggingFaceNameOf(kHead))
            return bad(weight, "is no part of a PLM of the shape that config.json has");
        if (const Status copy = checkCopy(weight, files); !copy)
            return copy;
    }
    return {};
}

} // namespace

Result<std::vector<PlannedTensor>> planTensors(const std::vector<TensorSpec>& wanted,
                                               const WeightFiles& files,
                                               const std::filesystem::path& folder) {
    std::vector<PlannedTensor> tensors;
    for (const TensorSpec& spec : wanted) {
        const auto weight = files.tensors().find(spec.huggingFaceName);
        if (weight == files.tensors().end())
            return fail(ErrorKind::BadFile, fmt::format("{}: The tensor {} is missing.", displayName(folder),
                                                        inQuotes(spec.huggingFaceName)));
        auto tensor = plan(spec, weight->second);
        if (!tensor)
            return tl::unexpected(tensor.error());
        tensors.push_back(std::move(*tensor));
    }
    if (const Status surplus = checkSurplus(wanted, files); !surplus)
        return tl::unexpected(surplus.error());
    return tensors;
}

} // namespace plm::conversion
