// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The process that asks GPUs. What drivers do here ends this process at most.
#include "gpu/measure_gpu.h"
#include "gpu/probe_line.h"
#include "vulkan/list_devices.h"

#include <plm/gpu_probe.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <optional>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace plm {

namespace {

constexpr int kNotUnderstood = 2;

/// Where answers go: standard output as it was, which drivers may then write to as they like.
class Speech {
public:
    Speech() : m_out(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)) {
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
    }
    Speech(const Speech&) = delete;
    Speech& operator=(const Speech&) = delete;
    ~Speech() { ::close(m_out); }

    /// Ends the process where nobody hears it any more.
    void say(const gpu::ProbeLine& line) const {
        std::string text = gpu::toText(line) + "\n";
        for (std::string_view rest = text; !rest.empty();) {
            const ssize_t written = ::write(m_out, rest.data(), rest.size());
            if (written < 0 && errno != EINTR)
                ::_exit(1);
            rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
        }
    }
    /// That it got on, now and then.
    void sayProgress() {
        constexpr auto kOften = std::chrono::milliseconds(200);
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last < kOften)
            return;
        m_last = now;
        say(gpu::ProbeProgress{});
    }

private:
    int m_out;
    std::chrono::steady_clock::time_point m_last{};
};

/// Ends with whoever started it and hears what it says, and leaves no image of its memory where it crashes.
/// Keys that interrupt or suspend the terminal's program mean that one, which ends this one.
void followParent() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int signal : {SIGINT, SIGQUIT, SIGHUP})
        std::signal(signal, SIG_IGN);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value)
                                                                                  : std::nullopt;
}

gpu::ProbeLine list() {
    auto devices = listVulkanDevices();
    if (!devices)
        return gpu::ProbeFailure{devices.error().message};
    return gpu::ProbeDevices{std::move(*devices)};
}

gpu::ProbeLine measure(const gpu::Measured& what, Speech& speech) {
    auto measured = gpu::measureHere(what, [&] { speech.sayProgress(); });
    if (!measured)
        return gpu::ProbeFailure{measured.error().message};
    return gpu::ProbeMeasure{std::move(*measured)};
}

std::optional<gpu::ProbeLine> answer(std::span<const char* const> arguments, Speech& speech) {
    if (arguments.size() == 1 && std::string_view(arguments[0]) == "list")
        return list();
    constexpr std::size_t kOfMeasure = 5;
    if (arguments.size() != kOfMeasure || std::string_view(arguments[0]) != "measure")
        return std::nullopt;
    const auto device = number(arguments[1]);
    const auto threads = number(arguments[2]);
    if (!device || !threads)
        return std::nullopt;
    return measure({*device, *threads, arguments[3], arguments[4]}, speech);
}

} // namespace

int answerGpuProbe(std::span<const char* const> arguments) {
    followParent();
    Speech speech;
    speech.say(gpu::ProbeProgress{}); // where the parent has gone meanwhile, this is the end
    try {
        if (const auto line = answer(arguments, speech)) {
            speech.say(*line);
            return 0;
        }
    } catch (const std::exception& error) {
        speech.say(gpu::ProbeFailure{error.what()});
        return 0;
    }
    std::fputs("--probe-gpu is how this program asks GPUs in a process of its own.\n", stderr);
    return kNotUnderstood;
}

} // namespace plm
