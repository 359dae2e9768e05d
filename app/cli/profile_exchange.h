// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>
#include <plm/result.h>

#include <CLI/App.hpp>
#include <filesystem>
#include <string>

namespace peripheral::cli {

/// --import, --export, --short: profiles from others and for others.
struct ProfileExchange {
    std::filesystem::path imported, exported; ///< empty: not asked for
    bool isShort = false;

    void addTo(CLI::App& command);
    /// Whether what is asked for may be written: to be asked before anything is measured.
    [[nodiscard]] plm::Status check() const;
    /// Writes the document where one is asked for.
    [[nodiscard]] plm::Status write(const plm::DeviceProfile& profile) const;
};

/// Where the figures come from, e.g. "measured" or "from llama-bench, medians only".
std::string originText(const plm::DeviceProfile& profile);

/// What a profile is: lines of its name, notes, origin, form, program and time.
std::string provenanceText(const plm::DeviceProfile& profile);

} // namespace peripheral::cli
