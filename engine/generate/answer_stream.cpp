// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/answer_stream.h"

namespace plm {

namespace {

double seconds(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

} // namespace

AnswerStream::AnswerStream(const Tokenizer& tokenizer, const GenerationOptions& options,
                           const GenerationCallbacks& callbacks)
    : m_tokenizer(tokenizer),
      m_options(options),
      m_callbacks(callbacks),
      m_sampler(options.sampling),
      m_decoder(tokenizer),
      m_stops(options.stopStrings),
      m_pace(options.tokensPerSecond) {}

void AnswerStream::beginPrompt(int total, int cached) {
    m_result.statistics.promptTokens = total;
    m_result.statistics.cachedTokens = cached;
    promptRead(cached);
}

void AnswerStream::promptRead(int done) const {
    if (!m_callbacks.onPrompt)
        return;
    const Statistics& statistics = m_result.statistics;
    const int read = done - statistics.cachedTokens;
    const int left = statistics.promptTokens - done;
    const double each = read > 0 ? seconds(Clock::now() - m_start) / read : 0;
    m_callbacks.onPrompt({done, statistics.promptTokens, each * left});
}

void AnswerStream::endPrompt() {
    m_promptEnd = Clock::now();
    m_result.statistics.promptSeconds = seconds(m_promptEnd - m_start);
}

bool AnswerStream::add(const NextLogits& logits, std::span<const TokenId> context,
                       const std::stop_token& stop) {
    m_pace.wait(stop);
    const auto token = logits.likeliest.empty() ? m_sampler.sample(logits.all, context)
                                                : m_sampler.sampleFrom(logits.likeliest, context);
    m_failed = !token;
    if (m_failed)
        return false;
    Statistics& statistics = m_result.statistics;
    if (statistics.answerTokens++ == 0)
        statistics.firstTokenSeconds = seconds(Clock::now() - m_start);
    m_result.tokens.push_back(*token);
    if (m_tokenizer.endsAnswer(*token))
        return endWith(StopReason::EndOfAnswer);
    const bool wanted = show(m_stops.feed(m_decoder.push(*token)));
    if (m_stops.matched())
        return endWith(StopReason::StopString);
    if (!wanted || stop.stop_requested())
        return endWith(StopReason::Cancelled);
    if (m_options.maxTokens > 0 && statistics.answerTokens >= m_options.maxTokens)
        return endWith(StopReason::Length);
    return true;
}

bool AnswerStream::show(const std::string& text) {
    m_result.text += text;
    return !m_callbacks.onText || m_callbacks.onText(text, m_result.statistics.answerTokens);
}

bool AnswerStream::endWith(StopReason reason) {
    end(reason);
    return false;
}

Generation AnswerStream::finish() {
    m_result.statistics.decodeSeconds = seconds(Clock::now() - m_promptEnd);
    const std::string rest = m_stops.feed(m_decoder.finish()) + m_stops.finish();
    if (!rest.empty())
        show(rest);
    return std::move(m_result);
}

} // namespace plm
