// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_peer.h"

#include "child_process.h"

#include <plm/sample_statistics.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

/// The last line with something on it, without controls, and not without end.
std::string lastLine(const std::string& text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    constexpr std::size_t kLongest = 200;
    const std::size_t end = text.find_last_not_of(kBlanks);
    if (end == std::string::npos)
        return {};
    const std::size_t before = text.find_last_of('\n', end);
    std::string line = text.substr(before == std::string::npos ? 0 : before + 1, end);
    line.erase(std::min(line.find('\n'), line.size()));
    std::erase_if(line, [](unsigned char c) { return c < ' ' || c >= 0x7F; });
    return line.substr(0, kLongest);
}

/// What a program said last, in brackets.
std::string lastWords(const std::string& err) {
    const std::string line = lastLine(err);
    return line.empty() ? std::string() : fmt::format(" ({})", line);
}

} // namespace

plm::Status Peer::check(const std::filesystem::path& program) {
    std::error_code unknown;
    if (std::filesystem::is_directory(program, unknown))
        return plm::fail(plm::ErrorKind::NotFound, fmt::format("--peer {}: This is a folder, not a program.",
                                                               plm::displayName(program)));
    if (::access(program.c_str(), X_OK) != 0)
        return plm::fail(plm::ErrorKind::NotFound,
                         fmt::format("--peer {}: {}.", plm::displayName(program), std::strerror(errno)));
    return {};
}

plm::Status Peer::run(const plm::BenchTest& test, const char* flashAttention, std::vector<PeerTest>& found,
                      const std::stop_token& stop) const {
    const bool isPrompt = test.kind == plm::BenchTest::Kind::Prompt;
    const std::string program = std::filesystem::absolute(m_program).string(); // never looked for in $PATH
    const auto ended =
        runChild({program, "-m", m_model.string(), "-p", std::to_string(isPrompt ? test.tokens : 0), "-n",
                  std::to_string(isPrompt ? 0 : test.tokens), "-d", std::to_string(test.depth), "-r",
                  std::to_string(m_repetitions), "-t", std::to_string(m_threads), "-fa", flashAttention,
                  "-ngl", "0", "-o", "json"},
                 stop);
    if (!ended)
        return plm::fail(ended.error().kind, "--peer: " + ended.error().message);
    const auto failed = [&](const std::string& why) {
        return plm::fail(plm::ErrorKind::BadFile,
                         fmt::format("--peer {}: In {} at depth {} {}", plm::displayName(m_program),
                                     test.name(), test.depth, why));
    };
    if (ended->status != 0)
        return failed(fmt::format("it ended with status {}{}.", ended->status, lastWords(ended->err)));
    auto tests = parsePeerOutput(ended->out);
    if (!tests)
        return failed("it printed something else than llama-bench's JSON: " + tests.error().message);
    const std::size_t before = found.size();
    for (PeerTest& peer : *tests)
        if (peer.prompt == (isPrompt ? test.tokens : 0) && peer.generated == (isPrompt ? 0 : test.tokens) &&
            peer.depth == test.depth)
            found.push_back(std::move(peer));
    return found.size() > before ? plm::Status() : failed("it printed nothing of this test.");
}

plm::Result<PeerTest> Peer::measure(const plm::BenchTest& test, const std::stop_token& stop) {
    std::vector<PeerTest> found;
    plm::Status ran;
    if (m_together)
        ran = run(test, "0,1", found, stop);
    m_together = m_together && ran;
    if (!m_together)
        for (const char* one : {"0", "1"})
            if (const plm::Status alone = run(test, one, found, stop); !alone)
                ran = alone;
    if (found.empty())
        return tl::unexpected(ran.error());
    return *std::max_element(found.begin(), found.end(), [](const PeerTest& a, const PeerTest& b) {
        return plm::median(a.speeds) < plm::median(b.speeds);
    });
}

} // namespace peripheral::cli
