// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;

/// The columns of llama-bench's own CSV, in its order.
constexpr std::array kLlamaBenchColumns{"build_commit",   "build_number",
                                        "cpu_info",       "gpu_info",
                                        "backends",       "model_filename",
                                        "model_type",     "model_size",
                                        "model_n_params", "n_batch",
                                        "n_ubatch",       "n_threads",
                                        "cpu_mask",       "cpu_strict",
                                        "poll",           "type_k",
                                        "type_v",         "n_gpu_layers",
                                        "n_cpu_moe",      "split_mode",
                                        "main_gpu",       "no_kv_offload",
                                        "flash_attn",     "devices",
                                        "tensor_split",   "tensor_buft_overrides",
                                        "use_mmap",       "use_direct_io",
                                        "embeddings",     "no_op_offload",
                                        "no_host",        "n_prompt",
                                        "n_gen",          "n_depth",
                                        "test_time",      "avg_ns",
                                        "stddev_ns",      "avg_ts",
                                        "stddev_ts"};

std::vector<std::string> columnsOf(const json& results) {
    std::set<std::string> found;
    for (const json& result : results)
        for (const auto& [name, value] : result.items())
            if (!value.is_object())
                found.insert(name);
    std::vector<std::string> columns;
    for (const char* name : kLlamaBenchColumns)
        if (found.erase(name) > 0)
            columns.emplace_back(name);
    columns.insert(columns.end(), found.begin(), found.end());
    return columns;
}

/// Names of models and files may hold anything; a table is looked at, too.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string value = "\"";
    for (const char c : text)
        value.append(c == '"' ? 2 : 1, c);
    value += '"';
    return value;
}

std::string cellOf(const json& value) {
    if (value.is_null())
        return {};
    if (value.is_string())
        return quoted(plm::shownText(value.get<std::string>()));
    if (!value.is_array())
        return value.dump();
    std::string cell;
    for (const json& element : value)
        cell.append(cell.empty() ? "" : " ").append(element.dump());
    return cell;
}

template <class Cell>
std::string lineOf(const std::vector<std::string>& columns, const Cell& cell) {
    std::string line;
    for (const std::string& column : columns)
        line.append(&column == columns.data() ? "" : ",").append(cell(column));
    return line + '\n';
}

} // namespace

std::string benchCsv(const json& results) {
    const std::vector<std::string> columns = columnsOf(results);
    std::string text = lineOf(columns, [](const std::string& column) { return column; });
    for (const json& result : results)
        text += lineOf(columns, [&](const std::string& column) {
            const auto found = result.find(column);
            return found == result.end() ? std::string() : cellOf(*found);
        });
    return text;
}

} // namespace peripheral::cli
