// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plm/generate.h>
#include <plm/session_options.h>

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace plm {

Result<CacheType> cacheTypeFromName(std::string_view name) {
    for (const CacheType type : {CacheType::F16, CacheType::F32, CacheType::Q8})
        if (name == toString(type))
            return type;
    return fail(ErrorKind::BadArgument,
                fmt::format("'{}' is no type of cache; there are f16, f32 and q8.", name));
}

std::string_view toString(CacheType type) {
    switch (type) {
    case CacheType::F32:
        return "f32";
    case CacheType::Q8:
        return "q8";
    case CacheType::F16:
        break;
    }
    return "f16";
}

std::string_view toString(StopReason reason) {
    switch (reason) {
    case StopReason::EndOfAnswer:
        return "end-of-answer";
    case StopReason::StopString:
        return "stop-string";
    case StopReason::Length:
        return "length";
    case StopReason::ContextFull:
        return "context-full";
    case StopReason::Cancelled:
        return "cancelled";
    }
    return {};
}

double Statistics::promptTokensPerSecond() const {
    return promptSeconds > 0 ? (promptTokens - cachedTokens) / promptSeconds : 0;
}

double Statistics::decodeTokensPerSecond() const {
    // The first token comes out of the prompt's evaluation.
    return decodeSeconds > 0 && answerTokens > 1 ? (answerTokens - 1) / decodeSeconds : 0;
}

double Statistics::skippedShare() const {
    if (activeByLayer.empty() || !zerosSkipped)
        return 0;
    const double active = std::accumulate(activeByLayer.begin(), activeByLayer.end(), 0.0);
    return 1.0 - active / static_cast<double>(activeByLayer.size());
}

} // namespace plm
