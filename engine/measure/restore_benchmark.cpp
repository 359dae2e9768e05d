// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"
#include "measure/stopwatch.h"

#include <plm/benchmark.h>
#include <plm/restore_benchmark.h>
#include <plm/sample_statistics.h>
#include <plm/shown_text.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <stop_token>
#include <string>
#include <system_error>
#include <unistd.h>

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

/// A file in a folder of its own, where nobody else can have put a link; both are removed in the end.
class ScratchFile {
public:
    ScratchFile() {
        std::error_code error;
        m_folder = (std::filesystem::temp_directory_path(error) / "peripheral-XXXXXX").native();
        if (error)
            m_status = fail(ErrorKind::Io, fmt::format("The folder for temporary files cannot be used: {}.",
                                                       error.message()));
        else if (::mkdtemp(m_folder.data()) == nullptr)
            m_status = fail(ErrorKind::Io, fmt::format("{}: No folder can be made there: {}.",
                                                       displayName(m_folder), std::strerror(errno)));
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile() {
        std::error_code ignored;
        if (m_status)
            std::filesystem::remove_all(m_folder, ignored);
    }
    /// Whether the folder could be made.
    [[nodiscard]] const Status& status() const { return m_status; }
    [[nodiscard]] std::filesystem::path path() const { return m_folder + "/saved.plmcache"; }

private:
    std::string m_folder;
    Status m_status;
};

class RestoreRunner {
public:
    RestoreRunner(Session& session, std::span<const TokenId> sequence, RestoreResult& result)
        : m_session(session),
          m_tokens(sequence.first(static_cast<std::size_t>(result.tokens))),
          m_next(sequence.subspan(m_tokens.size(), 1)),
          m_result(result) {}

    Status repeat(const std::stop_token& stop) {
        if (!m_file.status())
            return m_file.status();
        m_session.rewind(0);
        Status done = timed(m_result.reading, [&] { return m_session.evaluate(m_tokens, {}, stop); });
        if (done)
            done = timed(m_result.saving, [&] { return m_session.save(m_file.path()); });
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
        m_result.fileBytes = std::filesystem::file_size(m_file.path(), unknown);
        return m_session.restore(m_file.path()).map([](int) {});
    }
    Status evaluateNext(std::vector<float>& logits, const std::stop_token& stop) {
        logits.resize(static_cast<std::size_t>(m_session.model().info().hyper.vocabulary));
        return m_session.evaluate(m_next, logits, stop);
    }

    Session& m_session;
    std::span<const TokenId> m_tokens, m_next;
    RestoreResult& m_result;
    ScratchFile m_file;
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
