// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_output.h"

#include "output.h"

#include <plm/shown_text.h>

#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

void print(const nlohmann::json& value, int indentation) {
    const std::string text = value.dump(indentation, ' ', false, nlohmann::json::error_handler_t::replace);
    writeResult(plm::shownJson(text) + '\n');
}

} // namespace

void printIndented(const nlohmann::json& value) {
    print(value, 2);
}

void printInOneLine(const nlohmann::json& value) {
    print(value, -1);
}

} // namespace peripheral::cli
