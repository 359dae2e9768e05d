// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_report.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace peripheral::cli {

/// What is not measured is null.
nlohmann::json deviceJson(const plm::DeviceReport& report);
/// A line a fact; what is not measured says so.
std::string deviceText(const plm::DeviceReport& report);

} // namespace peripheral::cli
