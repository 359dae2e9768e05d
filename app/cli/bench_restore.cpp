// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_restore.h"

#include "bench_report.h"

#include <plm/sample_statistics.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace peripheral::cli {

nlohmann::json restoreJson(const plm::BenchRun& run, const plm::RestoreResult& result) {
    nlohmann::json values = runJson(run);
    values.update({{"test", fmt::format("restore{}", result.tokens)},
                   {"n_prompt", result.tokens},
                   {"n_gen", 0},
                   {"n_depth", 0},
                   {"saved_bytes", result.fileBytes},
                   {"read_s", plm::median(result.reading)},
                   {"save_s", plm::median(result.saving)},
                   {"restore_s", plm::median(result.restoring)},
                   {"restore_ratio", result.ratio()},
                   {"same_output", result.same}});
    return values;
}

Table restoreTable(std::span<const plm::RestoreResult> results) {
    Table table({{"tokens"},
                 {"MB saved"},
                 {"read in s"},
                 {"saved in s"},
                 {"restored in s"},
                 {"times faster"},
                 {"same output", true}});
    const auto seconds = [](const std::vector<double>& values) {
        return fmt::format("{:.4f}", plm::median(values));
    };
    for (const plm::RestoreResult& result : results)
        table.add({std::to_string(result.tokens),
                   fmt::format("{:.1f}", static_cast<double>(result.fileBytes) / 1e6),
                   seconds(result.reading), seconds(result.saving), seconds(result.restoring),
                   fmt::format("{:.0f}", result.ratio()), result.same ? "yes" : "no"});
    return table;
}

} // namespace peripheral::cli
