// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/stand_in.h"

#include <plm/engine.h>

#include <utility>

namespace plm {

namespace {

class LocalEngine final : public Engine {
public:
    explicit LocalEngine(const SessionOptions& options) : m_options(options) {
        if (m_options.standIn == nullptr)
            m_options.standIn = &builtInExecutors().automatic();
    }

    Result<ModelInfo> open(const std::filesystem::path& path, const LoadProgress& progress,
                           std::stop_token stop) override {
        auto model = Model::open(path);
        if (!model)
            return tl::unexpected(model.error());
        if (m_choose && !m_standsIn) {
            const ChosenExecutor chosen = m_choose((*model)->info());
            m_options.executor = chosen.executor;
            m_options.gpu = chosen.gpu;
        }
        auto session = Session::create(*model, m_options, progress, stop);
        if (isCramped(session)) {
            session = std::unique_ptr<Session>();
            m_session.reset();
            session = Session::create(*model, m_options, progress, stop);
        }
        if (!session && mayStandIn(session.error())) {
            if (m_options.onStandIn)
                m_options.onStandIn(standInSentence(session.error(), *m_options.standIn));
            standIn();
            session = Session::create(*model, m_options, progress, std::move(stop));
        }
        if (!session)
            return tl::unexpected(session.error());
        m_session = std::move(*session);
        return (*model)->info();
    }

    Result<Generation> answer(std::span<const ChatMessage> messages, const GenerationOptions& options,
                              const GenerationCallbacks& callbacks, std::stop_token stop) override {
        auto prompt = render(messages);
        if (!prompt)
            return tl::unexpected(prompt.error());
        auto answer = m_session->generate(*prompt, options, callbacks, std::move(stop));
        if (&m_session->executor() != m_options.executor)
            standIn();
        m_session->keepWeights();
        return answer;
    }

    Result<int> countTokens(std::span<const ChatMessage> messages) override {
        return render(messages).map(
            [](const std::vector<TokenId>& tokens) { return static_cast<int>(tokens.size()); });
    }

    Status saveCache(CacheFolder& folder, std::string_view key) override {
        if (!m_session || m_session->position() == 0)
            return {};
        if (auto room = folder.makeRoom(key, m_session->savedBytes()); !room)
            return room;
        const Status saved =
            folder.fileOf(key).and_then([&](const auto& file) { return m_session->save(file); });
        if (saved)
            folder.touch(key); // the system dates the file by the clock, which may have been set back
        return saved;
    }

    Status restoreCache(CacheFolder& folder, std::string_view key) override {
        if (!m_session)
            return fail(ErrorKind::BadArgument, "No model is open.");
        const auto restored =
            folder.fileOf(key).and_then([&](const auto& file) { return m_session->restore(file); });
        if (!restored)
            return tl::unexpected(restored.error());
        folder.touch(key);
        return {};
    }

    Status erase() override { return m_session ? m_session->erase() : Status(); }

    [[nodiscard]] std::uint64_t cacheBytesPerToken() const override {
        return m_session ? m_session->cacheBytesPerToken() : 0;
    }
    [[nodiscard]] int position() const override { return m_session ? m_session->position() : 0; }
    [[nodiscard]] std::vector<TokenId> tokens() const override {
        if (!m_session)
            return {};
        const std::span<const TokenId> read = m_session->tokens();
        return {read.begin(), read.end()};
    }
    [[nodiscard]] std::vector<MemoryRegion> memoryRegions() const override {
        return m_session ? m_session->memoryRegions() : std::vector<MemoryRegion>();
    }
    [[nodiscard]] DeviceMemory deviceMemory() const override {
        return m_session ? m_session->deviceMemory() : DeviceMemory();
    }

    [[nodiscard]] int contextLength() const override { return m_session ? m_session->contextLength() : 0; }

    [[nodiscard]] std::string_view executorName() const override { return m_options.executor->words; }
    void setExecutor(const ExecutorChooser& choose, const std::function<void(const std::string&)>& tell,
                     const std::function<void()>& step) override {
        m_choose = choose;
        m_options.onStandIn = tell;
        m_options.onStandInStep = step;
    }

private:
    /// Whether it has less of a device, or nothing, than it may have once the present session has let go of
    /// it.
    [[nodiscard]] bool isCramped(const Result<std::unique_ptr<Session>>& made) const {
        if (!m_session || m_session->deviceMemory().layers == 0)
            return false;
        if (!made)
            return made.error().kind == ErrorKind::OutOfMemory;
        const int all = (*made)->model().info().hyper.layers;
        return !m_options.gpuLayers && (*made)->deviceMemory().isPartOf(all);
    }

    /// Whether another executor may do better, rather than find the same fault of the file.
    [[nodiscard]] bool mayStandIn(const Error& error) const {
        const bool isTheDevices = error.kind == ErrorKind::DeviceLost ||
                                  error.kind == ErrorKind::OutOfMemory ||
                                  error.kind == ErrorKind::Unsupported;
        return isTheDevices && m_options.standIn != m_options.executor;
    }

    /// Some drivers refuse another device after one was lost, so that none is asked for.
    void standIn() {
        m_standsIn = true;
        m_options.executor = m_options.standIn;
    }

    Result<std::vector<TokenId>> render(std::span<const ChatMessage> messages) const {
        if (!m_session)
            return fail(ErrorKind::BadArgument, "No model is open.");
        return m_session->model().chatTemplate().render(messages);
    }

    SessionOptions m_options;
    ExecutorChooser m_choose;
    bool m_standsIn = false;
    std::unique_ptr<Session> m_session;
};

} // namespace

Status Engine::saveCache(CacheFolder& /*folder*/, std::string_view /*key*/) {
    return {};
}

Status Engine::restoreCache(CacheFolder& /*folder*/, std::string_view /*key*/) {
    return {};
}

Status Engine::erase() {
    return {};
}

std::unique_ptr<Engine> makeEngine(const SessionOptions& options) {
    return std::make_unique<LocalEngine>(options);
}

} // namespace plm
