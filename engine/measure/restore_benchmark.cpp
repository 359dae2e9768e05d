// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"
#include "measure/stopwatch.h"
#include "measure/temporary_folder.h"

#include <plm/benchmark.h>
#include <plm/restore_benchmark.h>
#include <plm/sample_statistics.h>

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <system_error>

namespace plm {

namespace {

/// Does `task` and adds what it took to `seconds`.
template <class Task>
Status timed(std::vector<double>& seconds, Task task) {
    const Stopwatch watch;
    Status done = task();
    seconds.push_back(watch.seconds());
    return done;
}

class RestoreRunner {
public:
    RestoreRunner(Session& session, std::span<const TokenId> sequence, RestoreResult& result)
        : m_session(session),
          m_tokens(sequence.first(static_cast<std::size_t>(result.tokens))),
          m_next(sequence.subspan(m_tokens.size(), 1)),
          m_result(result) {}

    Status repeat(const std::stop_token& stop) {
        if (!m_folder.status())
            return m_folder.status();
        m_session.rewind(0);
        Status done = timed(m_result.reading, [&] { return m_session.evaluate(m_tokens, {}, stop); });
        if (done)
            done = timed(m_result.saving, [&] { return m_session.save(m_path); });
        if (done)
            done = evaluateNext(m_expected, stop);
        m_session.rewind(0);
        if (done)
            done = timed(m_result.restoring, [&] { return restore(); });
        if (done)
            done = evaluateNext(m_found, stop);
        m_result.same = m_result.same && m_found == m_expected;
        return done;
    }

private:
    Status restore() {
        std::error_code unknown; // restore() fails then, too, and says why
        m_result.fileBytes = std::filesystem::file_size(m_path, unknown);
        return m_session.restore(m_path).map([](int) {});
    }
    Status evaluateNext(std::vector<float>& logits, const std::stop_token& stop) {
        logits.resize(static_cast<std::size_t>(m_session.model().info().hyper.vocabulary));
        return m_session.evaluate(m_next, logits, stop);
    }

    Session& m_session;
    std::span<const TokenId> m_tokens, m_next;
    RestoreResult& m_result;
    const TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder.path() / "saved.plmcache";
    std::vector<float> m_expected, m_found;
};

} // namespace

double RestoreResult::ratio() const {
    return median(reading) / median(restoring);
}

Result<RestoreResult> measureRestore(Session& session, std::span<const TokenId> sequence, int tokens,
                                     int repetitions, const BenchControl& control) {
    const BenchTest next{BenchTest::Kind::Prompt, 1, tokens}; // what is read in the end
    if (const Status fits = checkTest(next, sequence.size()); !fits)
        return tl::unexpected(fits.error());
    RestoreResult result{.tokens = tokens};
    RestoreRunner runner(session, sequence, result);
    const BenchTest test{BenchTest::Kind::Prompt, tokens, 0};
    for (int i = 1; i <= repetitions; ++i) {
        control.tell({BenchProgress::Step::Restoring, test, i, repetitions});
        if (const Status done = runner.repeat(control.stop); !done)
            return tl::unexpected(done.error());
    }
    control.tell({BenchProgress::Step::Ended});
    return result;
}

} // namespace plm
