// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>
#include <plm/model_file.h>
#include <plm/part_rates.h>
#include <plm/result.h>
#include <plm/session.h>
#include <plm/synthesize.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace plm {

/// The layers of a model that a file of `count` layers is to be like: of the model's, from the one with the
/// fewest bytes to the one with the most, those in the middle of `count` equal shares.
[[nodiscard]] std::vector<int> typicalLayers(const std::vector<std::uint64_t>& layerBytes, int count);

/// What a file is to be that measures like `file`, whose shape is `shape`. `cacheBytes` are those of the
/// processor's largest cache.
[[nodiscard]] SynthesisOptions probeOptions(const ModelFile& file, const HyperParameters& shape,
                                            double activeShare, std::uint64_t cacheBytes);

/// A file to measure with, in a folder of its own; both are removed with it.
class ProbeModel {
public:
    static Result<ProbeModel> write(const RateProbe& probe, const BenchControl& control);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] Result<std::unique_ptr<Session>> open(const RateProbe& probe,
                                                        const BenchControl& control) const;

private:
    struct RemoveFolder {
        void operator()(const std::filesystem::path* folder) const;
    };
    using Folder = std::unique_ptr<const std::filesystem::path, RemoveFolder>;
    ProbeModel(Folder folder, std::filesystem::path path)
        : m_folder(std::move(folder)),
          m_path(std::move(path)) {}
    static Result<Folder> makeFolder(const std::filesystem::path& parent, std::uint64_t bytes);

    Folder m_folder;
    std::filesystem::path m_path;
};

} // namespace plm
