// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring/measure.h"

#include "measuring/measuring_line.h"
#include "measuring/measuring_signals.h"

#include <plm/machine.h>
#include <plm/profile_file.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace peripheral {

namespace {

constexpr int kNotUnderstood = 2;
constexpr std::uint64_t kUnknownMemory = std::uint64_t{1} << 30; // what is taken for available then
constexpr std::size_t kWithoutModel = 5;
constexpr int kLongestSustained = 3600; // seconds

std::optional<std::int64_t> number(std::string_view text, int base = 10) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Bytes behind a percent-encoding; nothing where it is none.
std::optional<std::string> decoded(std::string_view text) {
    constexpr std::size_t kDigits = 2;
    constexpr int kHexadecimal = 16;
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            bytes += text[at];
            continue;
        }
        const std::string_view digits = text.substr(at + 1, kDigits);
        const auto byte = digits.size() == kDigits ? number(digits, kHexadecimal) : std::nullopt;
        if (!byte || *byte < 0)
            return std::nullopt;
        bytes += static_cast<char>(*byte);
        at += kDigits;
    }
    return bytes;
}

/// Says a line at once; false where nobody hears it any more.
bool say(const MeasuringLine& line) {
    const std::string text = toText(line) + "\n";
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

int sayFailure(const plm::Error& error) {
    say(MeasuringFailure{error.message});
    return 1;
}

/// From here on the process measures, and hears of signals.
int answer(const MeasuringRequest& request, MeasuringSignals& signals) {
    plm::BenchControl control = signals.control();
    control.progress = [&signals](const plm::BenchProgress& now) {
        if (!say(now))
            signals.requestStop();
    };
    const auto seconds = plm::estimateProfile(request.setup, control.stop);
    if (!seconds)
        return sayFailure(seconds.error());
    if (!say(MeasuringEstimate{*seconds}))
        return 1;
    if (request.estimateOnly)
        return 0;
    const auto profile = plm::runProfile(request.setup, control);
    if (!profile)
        return sayFailure(profile.error());
    return say(MeasuredDocument{plm::toJson(*profile)}) ? 0 : 1;
}

} // namespace

std::optional<MeasuringRequest> measuringRequest(std::span<const char* const> arguments) {
    if (arguments.size() < kWithoutModel || arguments.size() > kWithoutModel + 1)
        return std::nullopt;
    const std::string_view task = arguments[0];
    const std::string_view form = arguments[1];
    const auto repetitions = number(arguments[2]);
    const auto sustained = number(arguments[3]);
    const auto budget = number(arguments[4]);
    const auto& offered = plm::kProfileRepetitions;
    if ((task != "estimate" && task != "run") || (form != "quick" && form != "full") || !repetitions ||
        !sustained || *sustained < 0 || *sustained > kLongestSustained || !budget || *budget < 0 ||
        std::find(offered.begin(), offered.end(), *repetitions) == offered.end())
        return std::nullopt;
    MeasuringRequest request{.estimateOnly = task == "estimate"};
    request.setup.form = form == "full" ? plm::ProfileForm::Full : plm::ProfileForm::Quick;
    request.setup.repetitions = static_cast<int>(*repetitions);
    request.setup.sustainedSeconds = static_cast<double>(*sustained);
    request.setup.session.keptWeights.budgetBytes = static_cast<std::uint64_t>(*budget);
    if (arguments.size() == kWithoutModel) {
        request.setup.synthetic = plm::syntheticModelFor(plm::availableMemory().value_or(kUnknownMemory));
        return request;
    }
    const auto path = decoded(arguments[kWithoutModel]);
    if (!path || path->empty())
        return std::nullopt;
    request.setup.model = *path;
    return request;
}

int measure(std::span<const char* const> arguments, const std::string& program,
            const std::filesystem::path& weightsFolder, const std::filesystem::path& pipelinesFolder) {
    std::signal(SIGPIPE, SIG_IGN); // where nobody hears what is said, it is not said
    auto request = measuringRequest(arguments);
    if (!request) {
        std::fputs("--measure is how this program measures in a process of its own.\n", stderr);
        return kNotUnderstood;
    }
    request->setup.program = program;
    if (plm::KeptWeights& kept = request->setup.session.keptWeights; kept.budgetBytes > 0)
        kept.folder = weightsFolder;
    request->setup.session.pipelineCache = pipelinesFolder;
    MeasuringSignals signals;
    return answer(*request, signals);
}

} // namespace peripheral
