// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/chat.h"
#include "plm/result.h"
#include "plm/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace plm {

/// PLM's hyper-parameters, all read from the file's `plm.*` keys. Letters as in docs/architecture.md.
struct HyperParameters {
    int layers = 0;          ///< block_count
    int embedding = 0;       ///< D, embedding_length
    int feedForward = 0;     ///< F, feed_forward_length
    int heads = 0;           ///< H, attention.head_count
    int latentRank = 0;      ///< r, attention.kv_lora_rank
    int noPositionWidth = 0; ///< n, attention.key_length − p
    int rotaryWidth = 0;     ///< p, rope.dimension_count
    int valueWidth = 0;      ///< v, attention.value_length
    int vocabulary = 0;      ///< V, rows of token_embd
    int contextLength = 0;   ///< tokens the model was made for
    float rotaryBase = 0;    ///< rope.freq_base
    float normEpsilon = 0;   ///< attention.layer_norm_rms_epsilon

    /// Values cached per token and layer: one latent and one rotary key.
    [[nodiscard]] constexpr int cacheWidth() const { return latentRank + rotaryWidth; }
    /// What programs that expand keys and values cache a token, as float16: H·(n+p+v) values a layer.
    [[nodiscard]] std::uint64_t expandedBytesPerToken() const {
        return std::uint64_t{2} * static_cast<std::uint64_t>(layers) * static_cast<std::uint64_t>(heads) *
               static_cast<std::uint64_t>(noPositionWidth + rotaryWidth + valueWidth);
    }
};

/// What a loaded model is, as values.
struct ModelInfo {
    std::filesystem::path path;
    std::string name;   ///< general.name, or the file's name without its ending
    std::string type;   ///< the block format of most weights, e.g. "Q4_K"
    std::string notice; ///< a sentence for the user (an unknown chat template), else empty
    std::uint64_t fileBytes = 0;
    std::uint64_t parameters = 0;
    bool synthetic = false; ///< its weights are random (plm/synthesize.h): what it writes means nothing
    HyperParameters hyper;
};

/// Called with the fraction done, 0 to 1, on the thread that loads.
using LoadProgress = std::function<void(double fraction)>;

struct ModelData;

/// A PLM file, mapped and checked. Immutable; shared between threads and sessions.
class Model {
public:
    /// Opens, and checks every key and tensor. The weights stay on the disk: a session brings into memory
    /// what it needs of them. Fails with NotFound, Io, BadFile, Unsupported or OutOfMemory and a
    /// sentence that names the file and the key or tensor.
    static Result<std::shared_ptr<const Model>> open(const std::filesystem::path& path);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    [[nodiscard]] const ModelInfo& info() const;
    [[nodiscard]] const Tokenizer& tokenizer() const;
    [[nodiscard]] const ChatTemplate& chatTemplate() const;
    /// Inside the engine only: weights and file.
    [[nodiscard]] const ModelData& data() const { return *m_data; }

private:
    explicit Model(std::unique_ptr<const ModelData> data);
    std::unique_ptr<const ModelData> m_data;
};

} // namespace plm
