// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/pace.h"
#include "plm/engine.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace plm {
namespace {

using std::chrono::steady_clock;

/// Of a layer; recordings have shares only.
constexpr int kRecordedNeurons = 1000;

double secondsSince(steady_clock::time_point start) {
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

/// The index of the piece to go on with where `content` is what the pieces before it make; else 0.
std::size_t pieceAfter(std::string_view content, const std::vector<std::string>& pieces) {
    std::size_t index = 0;
    while (index < pieces.size() && !content.empty()) {
        if (!content.starts_with(pieces[index]))
            return 0;
        content.remove_prefix(pieces[index++].size());
    }
    return content.empty() ? index : 0;
}

/// One replay of a recording, from the prompt to the last piece.
class Replay {
public:
    Replay(const Recording& recording, const GenerationOptions& options, const GenerationCallbacks& callbacks,
           std::stop_token stop)
        : m_recording(recording),
          m_options(options),
          m_callbacks(callbacks),
          m_stop(std::move(stop)) {}

    Generation run(std::size_t firstPiece) {
        m_generation.reason = readPrompt() ? replayPieces(firstPiece) : StopReason::Cancelled;
        return std::move(m_generation);
    }

private:
    /// Reports the prompt's progress 20 times a second; false where it was cancelled.
    bool readPrompt() {
        Statistics& statistics = m_generation.statistics;
        const int steps =
            std::max(1, static_cast<int>(std::ceil(m_recording.promptSeconds * kPromptStepsPerSecond)));
        for (int step = 0; step <= steps; ++step) {
            const double seconds = m_recording.promptSeconds * step / steps;
            if (!sleepUntil(m_start + toDuration(seconds), m_stop))
                break;
            statistics.promptTokens = static_cast<int>(std::int64_t{m_recording.promptTokens} * step / steps);
            reportPrompt(statistics.promptTokens, m_recording.promptSeconds - seconds);
        }
        statistics.promptSeconds = secondsSince(m_start);
        return !m_stop.stop_requested();
    }

    StopReason replayPieces(std::size_t firstPiece) {
        const auto start = steady_clock::now();
        const StopReason reason = sendPieces(firstPiece);
        Statistics& statistics = m_generation.statistics;
        statistics.decodeSeconds = secondsSince(start);
        if (statistics.answerTokens > 0)
            statistics.activeByLayer = m_recording.activeByLayer;
        statistics.zerosSkipped = m_options.skipZeros;
        return reason;
    }

    StopReason sendPieces(std::size_t firstPiece) {
        const bool overridden = m_options.tokensPerSecond > 0;
        Pace pace(overridden ? m_options.tokensPerSecond : m_recording.tokensPerSecond);
        const int& sent = m_generation.statistics.answerTokens;
        for (std::size_t piece = firstPiece; piece < m_recording.pieces.size(); ++piece) {
            if (m_options.maxTokens > 0 && sent >= m_options.maxTokens)
                return StopReason::Length;
            if (m_recording.promptTokens + sent >= m_recording.contextLength)
                return StopReason::ContextFull;
            if (!pace.wait(m_stop) || !send(m_recording.pieces[piece]))
                return StopReason::Cancelled;
        }
        return StopReason::EndOfAnswer;
    }

    /// False where the caller wants no more.
    bool send(const std::string& piece) {
        Statistics& statistics = m_generation.statistics;
        if (statistics.answerTokens++ == 0)
            statistics.firstTokenSeconds = secondsSince(m_start);
        else if (m_callbacks.onReading) // the first token comes of the prompt
            m_callbacks.onReading(readingOf(statistics.answerTokens));
        m_generation.text += piece;
        return !m_callbacks.onText || piece.empty() || m_callbacks.onText(piece, statistics.answerTokens);
    }

    /// What the recording says of evaluating one token.
    [[nodiscard]] AnswerReading readingOf(int answerTokens) const {
        AnswerReading reading;
        reading.context = m_recording.promptTokens + answerTokens - 1;
        Counters& cost = reading.cost;
        cost.tokens = 1;
        cost.seconds = m_recording.partSeconds;
        cost.weightBytes = m_recording.weightBytes;
        cost.cacheBytes = m_recording.cacheBytesPerToken * static_cast<std::uint64_t>(reading.context);
        double active = 0;
        for (const float share : m_recording.activeByLayer) {
            cost.activeNeurons.push_back(
                static_cast<std::uint64_t>(std::lround(share * static_cast<float>(kRecordedNeurons))));
            active += static_cast<double>(share) / static_cast<double>(m_recording.activeByLayer.size());
        }
        if (m_options.skipZeros) {
            std::uint64_t& down = cost.weightBytes[static_cast<std::size_t>(Part::Down)];
            cost.skippedBytes = static_cast<std::uint64_t>((1 - active) * static_cast<double>(down));
            down -= cost.skippedBytes;
        }
        return reading;
    }

    void reportPrompt(int done, double secondsLeft) const {
        if (m_callbacks.onPrompt && m_recording.promptTokens > 0)
            m_callbacks.onPrompt({done, m_recording.promptTokens, secondsLeft});
    }

    static steady_clock::duration toDuration(double seconds) {
        return std::chrono::duration_cast<steady_clock::duration>(std::chrono::duration<double>(seconds));
    }

    static constexpr int kPromptStepsPerSecond = 20;

    const Recording& m_recording;
    const GenerationOptions& m_options;
    const GenerationCallbacks& m_callbacks;
    const std::stop_token m_stop;
    const steady_clock::time_point m_start = steady_clock::now();
    Generation m_generation;
};

class FakeEngine final : public Engine {
public:
    explicit FakeEngine(Recording recording) : m_recording(std::move(recording)) {}

    Result<ModelInfo> open(const std::filesystem::path& path, const LoadProgress& progress,
                           std::stop_token stop) override {
        std::error_code problem;
        const std::uintmax_t bytes = std::filesystem::file_size(path, problem);
        if (problem)
            return fail(ErrorKind::NotFound, fmt::format("{}: {}.", displayName(path), problem.message()));
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, fmt::format("Loading {} was cancelled.", displayName(path)));
        if (progress)
            progress(1);
        ModelInfo info;
        info.path = path;
        info.name = shownText(m_recording.modelName);
        info.type = "recording";
        info.fileBytes = bytes;
        info.hyper.layers = static_cast<int>(m_recording.activeByLayer.size());
        info.hyper.feedForward = kRecordedNeurons;
        info.hyper.contextLength = m_recording.contextLength;
        return info;
    }

    Result<Generation> answer(std::span<const ChatMessage> messages, const GenerationOptions& options,
                              const GenerationCallbacks& callbacks, std::stop_token stop) override {
        const bool continues = !messages.empty() && messages.back().role == Role::Assistant;
        const std::size_t first = continues ? pieceAfter(messages.back().content, m_recording.pieces) : 0;
        return Replay(m_recording, options, callbacks, std::move(stop)).run(first);
    }

    /// Four bytes a token and four tokens around each message: about what a real vocabulary does with
    /// English.
    Result<int> countTokens(std::span<const ChatMessage> messages) override {
        std::size_t tokens = 4;
        for (const ChatMessage& message : messages)
            tokens += 4 + (message.content.size() + 3) / 4;
        return static_cast<int>(tokens);
    }

    [[nodiscard]] std::uint64_t cacheBytesPerToken() const override { return m_recording.cacheBytesPerToken; }
    [[nodiscard]] int contextLength() const override { return m_recording.contextLength; }
    [[nodiscard]] std::string_view executorName() const override { return "Recording"; }

private:
    const Recording m_recording;
};

} // namespace

std::unique_ptr<Engine> makeFakeEngine(Recording recording) {
    return std::make_unique<FakeEngine>(std::move(recording));
}

} // namespace plm
