// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_engine.h"

#include "sample_machine.h"

#include <chrono>
#include <thread>
#include <utility>

namespace {

constexpr int kContext = 4096;
constexpr int kAnswered = 160; // tokens of the prompt and of each answer

class ScriptedEngine : public plm::Engine {
public:
    explicit ScriptedEngine(std::shared_ptr<const Script> script) : m_script(std::move(script)) {}

    plm::Result<plm::ModelInfo> open(const std::filesystem::path& path, const plm::LoadProgress& progress,
                                     std::stop_token stop) override {
        if (m_script->hold == Script::Hold::WhileLoading) {
            progress(0.42);
            waitFor(stop);
            return plm::fail(plm::ErrorKind::Cancelled, "Loading was cancelled.");
        }
        if (!m_script->loadError.empty())
            return plm::fail(plm::ErrorKind::BadFile, m_script->loadError);
        plm::ModelInfo info = sampleModel();
        info.path = path;
        info.name = m_script->name;
        info.notice = m_script->notice;
        info.hyper.contextLength = kContext;
        m_open = true;
        return info;
    }

    plm::Result<plm::Generation> answer(std::span<const plm::ChatMessage>,
                                        const plm::GenerationOptions& options,
                                        const plm::GenerationCallbacks& callbacks,
                                        std::stop_token stop) override {
        if (!m_script->failure.empty())
            return plm::fail(plm::ErrorKind::BadFile, m_script->failure);
        m_answered = true;
        plm::Generation generation;
        generation.statistics = measured(options.skipZeros);
        if (m_script->hold == Script::Hold::WhileReading) {
            callbacks.onPrompt({.done = 412, .total = 1024, .secondsLeft = 5.6});
            waitFor(stop);
        } else {
            speak(callbacks, generation, stop);
        }
        generation.reason = stop.stop_requested() ? plm::StopReason::Cancelled : plm::StopReason::EndOfAnswer;
        return generation;
    }

    plm::Result<int> countTokens(std::span<const plm::ChatMessage> messages) override {
        std::size_t characters = 0;
        for (const auto& message : messages)
            characters += message.content.size();
        return static_cast<int>(characters / 4) + 8;
    }

    [[nodiscard]] int position() const override { return m_answered ? kAnswered : 0; }
    [[nodiscard]] std::uint64_t cacheBytesPerToken() const override {
        return 2ULL * static_cast<std::uint64_t>(sampleShape().layers * sampleShape().cacheWidth());
    }
    [[nodiscard]] std::vector<plm::MemoryRegion> memoryRegions() const override { return sampleRegions(); }
    [[nodiscard]] int contextLength() const override { return m_open ? kContext : 0; }
    [[nodiscard]] std::string_view executorName() const override { return "CPU"; }

private:
    static void waitFor(const std::stop_token& stop) {
        while (!stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }

    static plm::Statistics measured(bool skipsZeros) {
        plm::Statistics statistics;
        statistics.promptTokens = 40;
        statistics.answerTokens = 120;
        statistics.promptSeconds = 0.3;
        statistics.decodeSeconds = 120 / (skipsZeros ? 18.2 : 14.6);
        statistics.decoding = sampleReadings(0, 0, 120).writing;
        if (!skipsZeros)
            statistics.decoding.addWeights(plm::Part::Down, statistics.decoding.skippedBytes);
        statistics.cacheBytes = 1'310'720;
        statistics.firstTokenSeconds = 0.3;
        statistics.activeByLayer = {0.08F, 0.1F};
        statistics.zerosSkipped = skipsZeros;
        statistics.drafted = 24;
        statistics.accepted = 17;
        return statistics;
    }

    void speak(const plm::GenerationCallbacks& callbacks, plm::Generation& generation,
               const std::stop_token& stop) const {
        generation.text = m_script->answer;
        if (callbacks.onPrompt)
            callbacks.onPrompt({.done = 40, .total = 40, .secondsLeft = 0});
        if (callbacks.onText)
            callbacks.onText(m_script->answer, 120);
        if (m_script->hold == Script::Hold::AtTheEnd)
            goOn(callbacks, generation, stop);
    }

    void goOn(const plm::GenerationCallbacks& callbacks, plm::Generation& generation,
              const std::stop_token& stop) const {
        while (!stop.stop_requested()) {
            const std::string more = m_script->more->take();
            generation.text += more;
            if (!more.empty() && callbacks.onText)
                callbacks.onText(more, 1);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    std::shared_ptr<const Script> m_script;
    bool m_open = false;
    bool m_answered = false;
};

} // namespace

void MoreText::say(const std::string& text) {
    const std::lock_guard lock(m_mutex);
    m_text += text;
}

std::string MoreText::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_text, {});
}

std::unique_ptr<plm::Engine> makeScriptedEngine(std::shared_ptr<const Script> script) {
    return std::make_unique<ScriptedEngine>(std::move(script));
}
