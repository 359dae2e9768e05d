// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/load_weights.h"

#include "model/model_data.h"
#include "model/number_check.h"

#include <plm/shown_text.h>

#include <optional>
#include <utility>

namespace plm::cpu {

namespace {

/// Of the matrices to lay out, as they are in the model's file.
std::uint64_t bytesToLayOut(const WeightPlan& plan) {
    std::uint64_t bytes = 0;
    const Matrix* last = nullptr;
    for (const PlannedWeights& part : plan.parts())
        if (std::exchange(last, part.matrix) != part.matrix)
            bytes += part.matrix->bytes();
    return bytes;
}

void tell(const WeightLoading& how, const Error& error) {
    if (how.log)
        how.log(error.message);
}

/// The kept file, checked; nothing where there is none that can be used.
Result<std::optional<files::Mapping>> openKept(const WeightSource& source, const WeightLoading& how,
                                               ThreadPool& pool, Loading& loading) {
    if (how.kept.empty() || source.bytes == 0)
        return std::nullopt;
    auto file = files::Mapping::open(how.kept);
    if (!file) {
        if (file.error().kind != ErrorKind::NotFound)
            tell(how, file.error());
        return std::nullopt;
    }
    const Status sound = checkKept(file->bytes(), displayName(how.kept), source, pool, loading);
    if (sound)
        return std::move(*file);
    if (sound.error().kind == ErrorKind::Cancelled)
        return tl::unexpected(sound.error());
    tell(how, sound.error());
    return std::nullopt;
}

} // namespace

Result<LaidOutWeights> loadWeights(const Model& model, const WeightPlan& plan, const WeightSource& source,
                                   const WeightLoading& how, ThreadPool& pool) {
    const ModelData& data = model.data();
    const HyperParameters& hyper = data.info.hyper;
    Loading mapping(data.file.name(), plan.bytes() + bytesOf(plan.inPlace()), how.progress, how.stop);
    auto kept = openKept(source, how, pool, mapping);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept) {
        if (auto read = readChecked(data.file, plan.inPlace(), mapping); !read)
            return tl::unexpected(read.error());
        return LaidOutWeights::of(plan, data.weights, hyper, std::move(**kept), kKeptHeaderBytes);
    }
    Loading loading(data.file.name(), bytesToLayOut(plan) + bytesOf(plan.inPlace()), how.progress, how.stop);
    auto laidOut = LaidOutWeights::layOut(plan, data.weights, hyper, pool, loading);
    if (laidOut)
        if (auto read = readChecked(data.file, plan.inPlace(), loading); !read)
            return tl::unexpected(read.error());
    return laidOut;
}

} // namespace plm::cpu
