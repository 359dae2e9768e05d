// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>
#include <plm/result.h>

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peripheral::cli {

/// What llama-bench measured of one test.
struct PeerTest {
    int prompt = 0, generated = 0, depth = 0; ///< tokens
    bool flashAttention = false;
    std::vector<double> speeds; ///< tokens a second, by repetition; at least one, all above zero
    std::string commit;         ///< empty where it does not tell
};

/// Reads what `llama-bench -o json` prints: an array of objects. Fails with BadFile and what is wrong, e.g.
/// "test 2: \"samples_ts\" is missing or no array of speeds."
plm::Result<std::vector<PeerTest>> parsePeerOutput(std::string_view text);

/// A test by a peer.
struct PeerResult {
    std::filesystem::path program;
    PeerTest test;

    /// How many times faster than the peer `own` is, by the medians.
    [[nodiscard]] double ratioTo(const plm::BenchResult& own) const;
};

/// A llama-bench program that measures the same tests of the same file.
class Peer {
public:
    Peer(std::filesystem::path program, std::filesystem::path model, int threads, int repetitions)
        : m_program(std::move(program)),
          m_model(std::move(model)),
          m_threads(threads),
          m_repetitions(repetitions) {}

    /// Fails where there is no such program; one that is named without a folder is not looked for.
    static plm::Status check(const std::filesystem::path& program);

    /// Runs one test with flash attention off and on, and tells of the faster, by the medians. Where the
    /// program ends badly with both in one run, each gets a run of its own, because there are releases that
    /// break down with one of them. Fails with one sentence that names the program.
    plm::Result<PeerTest> measure(const plm::BenchTest& test, const std::stop_token& stop);

private:
    /// `flashAttention` is what -fa gets: "0,1", "0" or "1". Adds to `found` what is of `test`.
    plm::Status run(const plm::BenchTest& test, const char* flashAttention, std::vector<PeerTest>& found,
                    const std::stop_token& stop) const;

    std::filesystem::path m_program, m_model;
    int m_threads, m_repetitions;
    bool m_together = true; ///< whether one run does both
};

} // namespace peripheral::cli
