// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

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

// The quota that the last two of these ask for.

/// The processors' time that the control groups of this process give it, as a number of processors, e.g. 1.5:
/// the least of its group's and of all groups above that it can see. Groups of version 2 ("cpu.max") and of
/// version 1 ("cpu.cfs_quota_us"). Nothing where there is no quota, or none can be read. `system` is "/", or
/// a folder that holds a part of /proc and /sys. Any thread.
std::optional<double> processorQuota(const std::filesystem::path& system = "/");

/// What a line of /proc/self/mountinfo says of a file system of control groups that knows processors.
struct GroupMount {
    int version;       ///< 1 or 2
    std::string root;  ///< the group whose folder is at `point`
    std::string point; ///< a folder
};
/// Nothing where it is another file system.
std::optional<GroupMount> parseGroupMount(std::string_view line);

/// The group that a line of /proc/self/cgroup names for `version`; nothing where it is of another.
std::optional<std::string> parseGroup(std::string_view line, int version);

/// What "cpu.max" says, as a number of processors; nothing for "max" and for what is no quota.
std::optional<double> parseCpuMax(std::string_view text);

} // namespace plm
