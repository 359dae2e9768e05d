// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/executors.h"
#include "plm/memory_need.h"
#include "plm/model.h"
#include "plm/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

namespace plm {

/// What the header of a model's file tells of what the model takes with an executor. No weight is read but
/// by measureRowReach(), and nothing is laid out. Immutable; any thread.
class ModelOutline {
public:
    /// Fails as Model::open() does with keys and tensors: NotFound, Io, BadFile, Unsupported, OutOfMemory.
    static Result<ModelOutline> read(const std::filesystem::path& path);
    ModelOutline(ModelOutline&&) noexcept;
    ModelOutline& operator=(ModelOutline&&) = delete;
    ModelOutline(const ModelOutline&) = delete;
    ModelOutline& operator=(const ModelOutline&) = delete;
    ~ModelOutline();

    [[nodiscard]] const HyperParameters& hyper() const;
    [[nodiscard]] MemoryNeed memory(const ExecutorPlug& executor) const;
    /// What evaluating tokens reads of the weights, and keeps in buffers, a session's logits included.
    [[nodiscard]] PassNeed pass(const ExecutorPlug& executor, const PassShape& shape) const;
    /// Bytes of the file that come into memory with a row of the embedding, pages and what the system reads
    /// around them: measured by reading all of it, as opening the model does, and then some rows of it. 0
    /// where the system does not tell. Fails with Io where the file was made shorter meanwhile,
    /// and with Cancelled.
    [[nodiscard]] Result<std::uint64_t> measureRowReach(std::stop_token stop = {}) const;
    /// Bytes of all tensors in the file.
    [[nodiscard]] std::uint64_t tensorBytes() const;
    /// Bytes that the vocabulary takes once the model is open: the file's header, which stays in memory, what
    /// points into it, and the tables of tokens and merges.
    [[nodiscard]] std::uint64_t vocabularyBytes() const;

private:
    struct Parts;
    explicit ModelOutline(std::unique_ptr<const Parts> parts);
    std::unique_ptr<const Parts> m_parts;
};

} // namespace plm
