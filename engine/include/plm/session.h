// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/counters.h"
#include "plm/generate.h"
#include "plm/memory_parts.h"
#include "plm/model.h"
#include "plm/result.h"
#include "plm/session_options.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace plm {

/// A model, an executor and a latent cache that holds what was read so far. One thread at a time; the stop
/// token may be triggered from any.
class Session {
public:
    /// Brings the weights into memory, which is what takes time and what `progress` and `stop` are about, and
    /// lays them out for the executor, or takes them from options.keptWeights where they are there. Fails
    /// with BadFile, naming the tensor, where a weight is not a number.
    static Result<std::unique_ptr<Session>> create(std::shared_ptr<const Model> model,
                                                   const SessionOptions& options,
                                                   const LoadProgress& progress = {},
                                                   std::stop_token stop = {});
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const Model& model() const;
    /// The executor in use.
    [[nodiscard]] const ExecutorPlug& executor() const;
    [[nodiscard]] int threads() const;
    /// Whether weights of feed-forward neurons that are zero are left out: asked for, and possible with the
    /// file's types.
    [[nodiscard]] bool skipsZeros() const;
    [[nodiscard]] int contextLength() const;
    /// Tokens in the cache.
    [[nodiscard]] int position() const;
    /// Those, until the next call that reads or forgets.
    [[nodiscard]] std::span<const TokenId> tokens() const;
    /// Forgets all tokens from `position` on.
    void rewind(int position);
    /// Forgets all tokens, and overwrites with zeros what was kept of them in the program's memory and in
    /// caches of devices: latents, ids, activations, logits, what drafting knew. The next answer reads
    /// everything anew, and is to the bit that of a new session. Memory that was freed before is malloc's.
    /// Fails with DeviceLost and OutOfMemory where a device does; then, too, nothing is remembered.
    Status erase();
    /// Bytes of latent cache a token takes, over all layers.
    [[nodiscard]] std::size_t cacheBytesPerToken() const;
    /// Tokens evaluated since the session was made, guesses that were wrong included: shows what the kept
    /// prefix saved.
    [[nodiscard]] std::uint64_t evaluatedTokens() const;
    /// Share of neurons above zero by layer, 0 to 1, over all tokens since the session was made.
    [[nodiscard]] std::vector<float> activeByLayer() const;

    /// Whether the weights came from options.keptWeights.
    [[nodiscard]] bool weightsAreKept() const;
    /// Begins to write the weights to the folder of options.keptWeights, as the executor laid them out, where
    /// that is wanted and they are not there: in the background, while the session is used. To be called when
    /// it does not delay a first answer. What goes wrong is told to the options' log. A session that ends
    /// meanwhile gives it up.
    void keepWeights();
    /// Waits until that is done; where `stop` comes first, it is given up.
    void awaitKeptWeights(const std::stop_token& stop = {});

    /// What all tokens since the session was made cost: cheap, and gone over by the next evaluation.
    [[nodiscard]] const Counters& counters() const;
    /// Memory by part, which takes reading /proc/self/smaps.
    [[nodiscard]] SessionMemory memory() const;
    /// Of that, what is in the memory of a device; cheap.
    [[nodiscard]] DeviceMemory deviceMemory() const;
    /// Which addresses are whose, for memoryByPart(): a value that stays true until the session reads more
    /// tokens at a time than ever before, restores a cache, or ends; then those that changed find nothing.
    [[nodiscard]] std::vector<MemoryRegion> memoryRegions() const;

    /// Reads `tokens` after those in the cache. `logits` gets tokens × V float32 values; where it has room
    /// for V only, those of the last token; where it is empty, none. Fails with ContextFull or BadArgument
    /// (an id outside the vocabulary, another size of `logits`), and on either reads nothing. With Cancelled,
    /// and with BadFile, naming the file, where a logit or an embedding is not a number, whole pieces that
    /// were read before stay in the cache.
    Status evaluate(std::span<const TokenId> tokens, std::span<float> logits, std::stop_token stop = {});

    /// Answers `prompt`. The longest prefix of it that is in the cache is kept, the rest is read.
    /// Stopped by `stop` or by onText, it returns what there is, with the reason Cancelled.
    Result<Generation> generate(std::span<const TokenId> prompt, const GenerationOptions& options,
                                const GenerationCallbacks& callbacks = {}, std::stop_token stop = {});

    /// Writes the tokens in the cache, and what attention remembers of them, to `path`, for restore() of any
    /// session on the same model with the same type of cache. The file appears under its name when it is
    /// complete, and only its owner may read it. Fails with Io, naming the file.
    Status save(const std::filesystem::path& path);
    /// Bytes that save() would write now.
    [[nodiscard]] std::uint64_t savedBytes() const;
    /// Takes what save() wrote in place of what is in the cache, and returns its tokens' number. Fails
    /// with NotFound and Io, with BadFile where the file is damaged, with Unsupported where it is of another
    /// model, type of cache or version, and with ContextFull where it has more tokens than the context; the
    /// error names the file and says why, and the session stays as it was. While it works,
    /// memory for both caches is in use.
    Result<int> restore(const std::filesystem::path& path);

    /// Writes `text` after the tokens in the cache as generate() writes an answer, each of its tokens taking
    /// the place of a sampled one: measures decoding on a given text. `draft` as in GenerationOptions.
    /// `logits` has room for V values and gets those that follow the last token, or is empty. Fails as
    /// evaluate() does; with Cancelled, what was written before stays in the cache.
    Result<Statistics> replay(std::span<const TokenId> text, std::span<float> logits, bool draft,
                              std::stop_token stop = {});

private:
    struct Parts;
    explicit Session(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace plm
