// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads/thread_count.h"

#include "threads/processor_quota.h"

#include <plm/threads.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sched.h>
#include <set>
#include <string>
#include <vector>

namespace plm {

namespace {

/// The numbers of the processors that this process may run on; at least one.
std::vector<int> allowedProcessors() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    std::vector<int> numbers;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
            if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed))
                numbers.push_back(cpu);
    return numbers.empty() ? std::vector<int>{0} : numbers;
}

/// `count`, or fewer where the quota is used up by fewer. A part of a processor counts as one.
int withinQuota(int count, const std::filesystem::path& system) {
    const auto quota = processorQuota(system);
    return quota && *quota < count ? std::max(1, static_cast<int>(std::ceil(*quota))) : count;
}

} // namespace

int physicalCores(const std::filesystem::path& system) {
    std::set<std::string> cores;
    for (const int cpu : allowedProcessors()) {
        const std::string name = "cpu" + std::to_string(cpu);
        std::ifstream file(system / "sys/devices/system/cpu" / name / "topology/thread_siblings_list");
        std::string siblings;
        // A processor that does not say who its siblings are counts as a core of its own.
        cores.insert(std::getline(file, siblings) ? siblings : name);
    }
    return static_cast<int>(cores.size());
}

int defaultThreads(const std::filesystem::path& system) {
    return withinQuota(physicalCores(system), system);
}

int mostThreads(const std::filesystem::path& system) {
    return withinQuota(static_cast<int>(allowedProcessors().size()), system);
}

int threadsFor(int asked) {
    return asked > 0 ? std::min(asked, mostThreads()) : defaultThreads();
}

} // namespace plm
