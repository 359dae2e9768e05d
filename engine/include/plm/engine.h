// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/cache_folder.h"
#include "plm/generate.h"
#include "plm/model.h"
#include "plm/recording.h"
#include "plm/session.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// What a model is to be computed with.
struct ChosenExecutor {
    const ExecutorPlug* executor = &builtInExecutors().automatic(); ///< never null
    int gpu = 0;                                                    ///< as SessionOptions::gpu
};
using ExecutorChooser = std::function<ChosenExecutor(const ModelInfo& model)>;

/// What a chat program needs: one model at a time, one answer at a time. Called from one thread (its worker);
/// stop tokens may be triggered from any. Callbacks run on the calling thread.
class Engine {
public:
    virtual ~Engine() = default;

    /// Loads the model at `path` in place of the present one, which stays in use where this fails: as
    /// Model::open() and Session::create() do.
    virtual Result<ModelInfo> open(const std::filesystem::path& path, const LoadProgress& progress,
                                   std::stop_token stop) = 0;
    /// Answers the conversation; where its last message is the assistant's, that message is continued. Fails
    /// with BadArgument where no model is open, with ContextFull where the conversation does not fit the
    /// context, and as Session::generate() does.
    virtual Result<Generation> answer(std::span<const ChatMessage> messages, const GenerationOptions& options,
                                      const GenerationCallbacks& callbacks, std::stop_token stop) = 0;
    /// Tokens that the conversation takes of the context, the opening of the answer included. Fails
    /// with BadArgument where no model is open, and as ChatTemplate::render() does.
    virtual Result<int> countTokens(std::span<const ChatMessage> messages) = 0;
    /// Saves what was read of the last conversation to `folder` as `key`, within the folder's budget; nothing
    /// where nothing was read. Fails with BadArgument where it is no key, and with Io.
    virtual Status saveCache(CacheFolder& folder, std::string_view key);
    /// Takes up what was saved as `key`, so that answer() reads only what is new. Fails as
    /// Session::restore() does, and then remembers what it did before.
    virtual Status restoreCache(CacheFolder& folder, std::string_view key);
    /// Forgets every conversation, and overwrites what was kept of them, as Session::erase() does. An engine
    /// that keeps nothing has nothing to do.
    virtual Status erase();
    /// Bytes of latent cache a token takes, over all layers; 0 while no model is open.
    [[nodiscard]] virtual std::uint64_t cacheBytesPerToken() const { return 0; }
    /// Tokens in the cache.
    [[nodiscard]] virtual int position() const { return 0; }
    /// Those, a copy.
    [[nodiscard]] virtual std::vector<TokenId> tokens() const { return {}; }
    /// As Session::memoryRegions(); may be asked in a callback, too.
    [[nodiscard]] virtual std::vector<MemoryRegion> memoryRegions() const { return {}; }
    /// As Session::deviceMemory(); may be asked in a callback, too.
    [[nodiscard]] virtual DeviceMemory deviceMemory() const { return {}; }
    /// The context's length in tokens; 0 while no model is open.
    [[nodiscard]] virtual int contextLength() const = 0;
    /// The executor in words, e.g. "CPU".
    [[nodiscard]] virtual std::string_view executorName() const = 0;
    /// Asks `choose` in each open() what the model is to be computed with; else it is what the options say.
    /// Where that cannot be had, or its device fails later, the stand-in of the options computes, from then
    /// on and whatever is chosen; `tell` is told why, a sentence, and `step` of each piece of work until the
    /// stand-in is where the device was. All on the calling thread of the engine.
    virtual void setExecutor(const ExecutorChooser& /*choose*/,
                             const std::function<void(const std::string&)>& /*tell*/,
                             const std::function<void()>& /*step*/) {}
};

/// The real engine. Without a stand-in in the options, the executor that "auto" stands for is it.
std::unique_ptr<Engine> makeEngine(const SessionOptions& options);
/// Replays `recording` whatever it is asked: for tests of the interface and work on it. Its model counts as
/// open from the start; open() accepts any file that exists and, like the real one, fails on one that does
/// not. A last message of the assistant's that breaks off between two recorded pieces is continued from
/// there. It remembers nothing, so that there is nothing to save. Pieces come at the recorded speed, or at
/// options.tokensPerSecond where that is set. Generations carry no token ids.
std::unique_ptr<Engine> makeFakeEngine(Recording recording);

} // namespace plm
