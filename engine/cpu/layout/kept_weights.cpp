// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/kept_weights.h"

#include "files/summed.h"
#include "gguf/file.h"
#include "hash/xxh64.h"
#include "model/model_data.h"
#include "model/number_check.h"

#include <plm/output_file.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

namespace plm::cpu {

namespace {

constexpr std::uint64_t kMagic = 0x0054484749455750; // "PWEIGHT" and a zero
constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kFields = 8;
constexpr std::size_t kSumBytes = sizeof(std::uint64_t);
/// Pieces that are checked between two reports of progress; the disk reads as many ahead meanwhile.
constexpr std::size_t kRoundPieces = 16;

using Fields = std::array<std::uint64_t, kFields>;
using Header = std::array<std::byte, kKeptHeaderBytes>;

std::uint64_t numberAt(std::span<const std::byte> bytes, std::size_t index) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + index * sizeof number, sizeof number);
    return number;
}

Fields fieldsOf(const WeightSource& source) {
    return {kMagic,
            kVersion,
            source.file.bytes,
            static_cast<std::uint64_t>(source.file.modified),
            static_cast<std::uint64_t>(source.file.changed),
            source.beginning,
            source.plan,
            source.bytes};
}

Header headerOf(const WeightSource& source) {
    const Fields fields = fieldsOf(source);
    const std::uint64_t sum = xxh64Of(std::as_bytes(std::span(fields)));
    Header header{};
    std::memcpy(header.data(), fields.data(), sizeof fields);
    std::memcpy(header.data() + sizeof fields, &sum, sizeof sum);
    return header;
}

std::size_t piecesOf(std::uint64_t weightBytes) {
    return static_cast<std::size_t>((weightBytes + kKeptPieceBytes - 1) / kKeptPieceBytes);
}

std::span<const std::byte> pieceOf(std::span<const std::byte> weights, std::size_t index) {
    const std::size_t first = index * kKeptPieceBytes;
    return weights.subspan(first, std::min(kKeptPieceBytes, weights.size() - first));
}

Status notUsed(const std::string& name, ErrorKind kind, std::string_view reason) {
    return fail(kind, fmt::format("{} is not used: {}.", name, reason));
}

/// All that can be known without the weights and their sums.
Status checkHeader(std::span<const std::byte> file, const std::string& name, const WeightSource& source) {
    if (file.size() < kKeptHeaderBytes || numberAt(file, 0) != kMagic)
        return notUsed(name, ErrorKind::BadFile, "it holds no kept weights");
    if (const auto version = numberAt(file, 1); version != kVersion)
        return notUsed(
            name, ErrorKind::Unsupported,
            fmt::format("it is of version {}, and this program knows version {}", version, kVersion));
    if (numberAt(file, kFields) != xxh64Of(file.first(kFields * sizeof(std::uint64_t))))
        return notUsed(name, ErrorKind::BadFile, "its beginning is damaged");
    const Fields wanted = fieldsOf(source);
    for (std::size_t i = 2; i < 6; ++i)
        if (numberAt(file, i) != wanted[i])
            return notUsed(name, ErrorKind::Unsupported, "its weights are those of another model");
    for (std::size_t i = 6; i < kFields; ++i)
        if (numberAt(file, i) != wanted[i])
            return notUsed(name, ErrorKind::Unsupported,
                           "its weights are laid out as another version of this program does");
    if (file.size() != keptFileBytes(source.bytes))
        return notUsed(
            name, ErrorKind::BadFile,
            fmt::format("it has {} bytes where {} belong", file.size(), keptFileBytes(source.bytes)));
    return {};
}

/// Whether the pieces [first, first + count) have their sums.
bool areSound(std::span<const std::byte> weights, std::span<const std::byte> sums, std::size_t first,
              std::size_t count, ThreadPool& pool) {
    std::atomic<bool> sound = true;
    pool.parallel(static_cast<int>(count), 1, [&](int begin, int end, int) {
        for (std::size_t i = first + static_cast<std::size_t>(begin);
             i < first + static_cast<std::size_t>(end); ++i)
            if (xxh64Of(pieceOf(weights, i)) != numberAt(sums, i))
                sound = false;
    });
    return sound;
}

} // namespace

WeightSource sourceOf(const gguf::File& model, const WeightPlan& plan) {
    return {model.stamp(), xxh64Of(beforeTensors(model)), plan.fingerprint(), plan.bytes()};
}

std::uint64_t keptFileBytes(std::uint64_t weightBytes) {
    return kKeptHeaderBytes + weightBytes + (std::uint64_t{piecesOf(weightBytes)} + 1) * kSumBytes;
}

Status checkKept(std::span<const std::byte> file, const std::string& name, const WeightSource& source,
                 ThreadPool& pool, Loading& loading) {
    if (auto fits = checkHeader(file, name, source); !fits)
        return fits;
    const auto weights = file.subspan(kKeptHeaderBytes, static_cast<std::size_t>(source.bytes));
    const auto sums = file.subspan(kKeptHeaderBytes + weights.size());
    const std::size_t pieces = piecesOf(source.bytes);
    Xxh64 end;
    end.add(file.first(kKeptHeaderBytes));
    end.add(sums.first(pieces * kSumBytes));
    bool sound = end.value() == numberAt(sums, pieces);
    for (std::size_t first = 0; sound && first < pieces; first += kRoundPieces) {
        const std::size_t count = std::min(kRoundPieces, pieces - first);
        const auto round =
            weights.subspan(first * kKeptPieceBytes)
                .first(std::min(count * kKeptPieceBytes, weights.size() - first * kKeptPieceBytes));
        files::readAhead(
            weights.subspan(first * kKeptPieceBytes + round.size())
                .first(std::min(round.size(), weights.size() - first * kKeptPieceBytes - round.size())));
        sound = areSound(weights, sums, first, count, pool);
        if (auto goesOn = loading.advance(round.size()); !goesOn)
            return goesOn;
    }
    return sound ? Status() : notUsed(name, ErrorKind::BadFile, "it is damaged");
}

Status writeKept(const std::filesystem::path& path, const WeightSource& source,
                 std::span<const std::byte> weights, const std::stop_token& stop) {
    // The model itself is mapped, which is known without its name.
    if (auto fit = checkOutput(path, OutputKind::KeptWeights, {}); !fit)
        return fit;
    auto temporary = files::TemporaryFile::create(path, files::TemporaryFile::Readers::Owner);
    if (!temporary)
        return tl::unexpected(temporary.error());
    files::SummedWriter file(std::move(*temporary));
    Status done = file.write(headerOf(source));
    std::vector<std::uint64_t> sums;
    for (std::size_t i = 0; done && i < piecesOf(weights.size()); ++i) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Keeping the weights was cancelled.");
        sums.push_back(xxh64Of(pieceOf(weights, i)));
        done = file.writeUnsummed(pieceOf(weights, i));
    }
    if (done)
        done = file.write(std::as_bytes(std::span(sums)));
    return done ? file.finish() : done;
}

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

Result<LaidOutWeights> loadWeights(const ModelPart& part, const WeightPlan& plan, const WeightSource& source,
                                   const WeightLoading& how, ThreadPool& pool) {
    const gguf::File& file = *part.file;
    Loading mapping(file.name(), plan.bytes() + bytesOf(plan.inPlace()), how.progress, how.stop);
    auto kept = openKept(source, how, pool, mapping);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept) {
        if (auto read = readChecked(file, plan.inPlace(), mapping); !read)
            return tl::unexpected(read.error());
        return LaidOutWeights::of(plan, *part.weights, part.hyper, std::move(**kept), kKeptHeaderBytes);
    }
    Loading loading(file.name(), bytesToLayOut(plan) + bytesOf(plan.inPlace()), how.progress, how.stop);
    auto laidOut = LaidOutWeights::layOut(plan, *part.weights, part.hyper, pool, loading);
    if (laidOut)
        if (auto read = readChecked(file, plan.inPlace(), loading); !read)
            return tl::unexpected(read.error());
    return laidOut;
}

} // namespace plm::cpu
