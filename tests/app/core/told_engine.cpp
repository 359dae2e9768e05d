// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "told_engine.h"

namespace peripheral {

namespace {

class ToldEngine final : public plm::Engine {
public:
    explicit ToldEngine(std::shared_ptr<Told> told) : m_told(std::move(told)) {}

    plm::Result<plm::ModelInfo> open(const std::filesystem::path& path, const plm::LoadProgress& progress,
                                     std::stop_token stop) override {
        if (m_told->beforeOpen)
            m_told->beforeOpen();
        if (stop.stop_requested())
            return plm::fail(plm::ErrorKind::Cancelled, "Loading was cancelled.");
        if (m_told->openError && path.filename() != "good.gguf")
            return tl::unexpected(*m_told->openError);
        progress(0.5);
        if (m_told->whileOpening)
            m_told->whileOpening();
        progress(1);
        m_open = true;
        plm::ModelInfo info;
        info.path = path;
        info.name = path.stem().string();
        return info;
    }

    plm::Status erase() override {
        m_told->lastMessages.clear();
        return {};
    }

    plm::Result<plm::Generation> answer(std::span<const plm::ChatMessage> messages,
                                        const plm::GenerationOptions& options,
                                        const plm::GenerationCallbacks& callbacks,
                                        std::stop_token stop) override {
        m_told->lastMessages.assign(messages.begin(), messages.end());
        m_told->lastOptions = options;
        if (m_told->beforeAnswer)
            m_told->beforeAnswer();
        const int prompt = *countTokens(messages);
        callbacks.onPrompt({.done = prompt, .total = prompt, .secondsLeft = 0});
        plm::Generation generation;
        generation.reason = give(generation, callbacks, stop) ? m_told->reason : plm::StopReason::Cancelled;
        if (m_told->answerError && generation.reason != plm::StopReason::Cancelled)
            return tl::unexpected(*m_told->answerError);
        return generation;
    }

    plm::Result<int> countTokens(std::span<const plm::ChatMessage> messages) override {
        ++m_told->counts;
        return 10 * static_cast<int>(messages.size());
    }

    [[nodiscard]] std::vector<plm::TokenId> tokens() const override { return m_told->tokens; }
    [[nodiscard]] int contextLength() const override { return m_open ? m_told->contextLength : 0; }
    [[nodiscard]] std::string_view executorName() const override { return "Told"; }

private:
    /// False where it was stopped.
    bool give(plm::Generation& generation, const plm::GenerationCallbacks& callbacks,
              const std::stop_token& stop) {
        int& tokens = generation.statistics.answerTokens;
        for (const std::string& piece : m_told->pieces) {
            if (m_told->beforePiece)
                m_told->beforePiece(tokens);
            if (m_told->hearsToken && stop.stop_requested())
                return false;
            ++m_told->sampled;
            generation.text += piece;
            if (!callbacks.onText(piece, ++tokens))
                return false;
        }
        return true;
    }

    std::shared_ptr<Told> m_told;
    bool m_open = false;
};

} // namespace

EngineFactory toldEngine(std::shared_ptr<Told> told) {
    return [told] { return std::make_unique<ToldEngine>(told); };
}

} // namespace peripheral
