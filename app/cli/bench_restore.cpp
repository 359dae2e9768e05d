// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_restore.h"

#include <plm/shown_text.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>

namespace peripheral::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Does `task` and adds what it took to `seconds`.
template <class Task>
plm::Status timed(std::vector<double>& seconds, Task task) {
    const auto start = Clock::now();
    plm::Status done = task();
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    return done;
}

/// A file in a folder of its own, where nobody else can have put a link; both are removed in the end.
class ScratchFile {
public:
    ScratchFile() : m_folder((std::filesystem::temp_directory_path() / "peripheral-XXXXXX").native()) {
        if (::mkdtemp(m_folder.data()) == nullptr)
            m_status =
                plm::fail(plm::ErrorKind::Io, fmt::format("{}: No folder can be made there: {}.",
                                                          plm::displayName(m_folder), std::strerror(errno)));
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile() {
        std::error_code ignored;
        if (m_status)
            std::filesystem::remove_all(m_folder, ignored);
    }
    /// Whether the folder could be made.
    [[nodiscard]] const plm::Status& status() const { return m_status; }
    [[nodiscard]] std::filesystem::path path() const { return m_folder + "/saved.plmcache"; }

private:
    std::string m_folder;
    plm::Status m_status;
};

class RestoreRunner {
public:
    RestoreRunner(plm::Session& session, std::span<const plm::TokenId> sequence, RestoreResult& result)
        : m_session(session),
          m_tokens(sequence.first(static_cast<std::size_t>(result.tokens))),
          m_next(sequence.subspan(m_tokens.size(), 1)),
          m_result(result) {}

    plm::Status repeat(const std::stop_token& stop) {
        if (!m_file.status())
            return m_file.status();
        m_session.rewind(0);
        plm::Status done = timed(m_result.reading, [&] { return m_session.evaluate(m_tokens, {}, stop); });
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
    plm::Status restore() {
        m_result.fileBytes = std::filesystem::file_size(m_file.path());
        return m_session.restore(m_file.path()).map([](int) {});
    }
    plm::Status evaluateNext(std::vector<float>& logits, const std::stop_token& stop) {
        logits.resize(static_cast<std::size_t>(m_session.model().info().hyper.vocabulary));
        return m_session.evaluate(m_next, logits, stop);
    }

    plm::Session& m_session;
    std::span<const plm::TokenId> m_tokens, m_next;
    RestoreResult& m_result;
    ScratchFile m_file;
    std::vector<float> m_expected, m_found;
};

} // namespace

double RestoreResult::ratio() const {
    return median(reading) / median(restoring);
}

plm::Result<RestoreResult> measureRestore(plm::Session& session, std::span<const plm::TokenId> sequence,
                                          int tokens, int repetitions, const std::stop_token& stop) {
    RestoreResult result{tokens};
    RestoreRunner runner(session, sequence, result);
    for (int i = 0; i < repetitions; ++i)
        if (const plm::Status done = runner.repeat(stop); !done)
            return tl::unexpected(done.error());
    return result;
}

nlohmann::json restoreJson(const BenchRun& run, const RestoreResult& result) {
    nlohmann::json values = runJson(run);
    values.update({{"test", fmt::format("restore{}", result.tokens)},
                   {"n_prompt", result.tokens},
                   {"n_gen", 0},
                   {"n_depth", 0},
                   {"saved_bytes", result.fileBytes},
                   {"read_s", median(result.reading)},
                   {"save_s", median(result.saving)},
                   {"restore_s", median(result.restoring)},
                   {"restore_ratio", result.ratio()},
                   {"same_output", result.same}});
    return values;
}

Table restoreTable(std::span<const RestoreResult> results) {
    Table table({{"tokens"},
                 {"MB saved"},
                 {"read in s"},
                 {"saved in s"},
                 {"restored in s"},
                 {"times faster"},
                 {"same output", true}});
    const auto seconds = [](const std::vector<double>& values) {
        return fmt::format("{:.4f}", median(values));
    };
    for (const RestoreResult& result : results)
        table.add({std::to_string(result.tokens),
                   fmt::format("{:.1f}", static_cast<double>(result.fileBytes) / 1e6),
                   seconds(result.reading), seconds(result.saving), seconds(result.restoring),
                   fmt::format("{:.0f}", result.ratio()), result.same ? "yes" : "no"});
    return table;
}

} // namespace peripheral::cli
