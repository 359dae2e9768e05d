// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

namespace peripheral::cli {

namespace {

/// CLI11 has no usage line of one's own in this version, so the footer carries it.
class UsageFormatter : public CLI::Formatter {
public:
    std::string make_usage(const CLI::App* app, std::string /*name*/) const override {
        return "Usage: " + usageOf(*app) + "\n";
    }
    std::string make_footer(const CLI::App* /*app*/) const override { return {}; }
};

} // namespace

void setUsage(CLI::App& app, std::string line) {
    app.footer(std::move(line));
    app.formatter(std::make_shared<UsageFormatter>());
}

std::string usageOf(const CLI::App& app) {
    return app.get_footer();
}

} // namespace peripheral::cli
