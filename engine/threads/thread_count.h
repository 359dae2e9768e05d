// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace plm {

// How many threads the engine works with. `system` is "/", and for tests a folder that holds a part of the
// machine's /proc and /sys. Any thread.

/// Physical cores that this process may run on: two hyper-threads share the units that the engine keeps busy.
/// At least 1.
int physicalCores(const std::filesystem::path& system = "/");

/// Physical cores, or fewer where the system gives less time than they have (a quota): what is used where
/// nobody says otherwise. At least 1.
int defaultThreads(const std::filesystem::path& system = "/");

/// Processors that this process may run on, hyper-threads too, or fewer where the system gives less time than
/// they have: more threads than that would only wait for each other. At least 1.
int mostThreads(const std::filesystem::path& system = "/");

} // namespace plm
