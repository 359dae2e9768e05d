// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/fit.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace peripheral::cli {

/// What is found of a model and a device, in tables with what each estimate rests on.
std::string fitText(const plm::Fit& fit, const plm::FitDevice& device);
/// The same for programs.
nlohmann::json fitJson(const plm::Fit& fit, const plm::FitQuestion& question, const plm::FitDevice& device);

} // namespace peripheral::cli
