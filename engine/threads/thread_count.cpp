// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads/thread_count.h"

#include <plm/threads.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <sched.h>
#include <set>
#include <string>
#include <vector>

namespace plm {

namespace {

namespace fs = std::filesystem;

// The files are the kernel's own, and small; a file that is not is not read without end.
constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr int kMostGroups = 64; ///< one in another

std::string textOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text;
    char buffer[4096];
    while (text.size() < kMostBytes && (file.read(buffer, sizeof buffer), file.gcount() > 0))
        text.append(buffer, static_cast<std::size_t>(file.gcount()));
    return text;
}

/// The parts of `text` between separators.
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t end = 0; end != std::string_view::npos;
         text.remove_prefix(std::min(end + 1, text.size()))) {
        end = text.find(separator);
        parts.push_back(text.substr(0, end));
    }
    return parts;
}

bool contains(const std::vector<std::string_view>& parts, std::string_view part) {
    return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::optional<std::int64_t> numberOf(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> share(std::optional<std::int64_t> quota, std::optional<std::int64_t> period) {
    if (!quota || !period || *quota <= 0 || *period <= 0) // −1: there is none
        return std::nullopt;
    return static_cast<double>(*quota) / static_cast<double>(*period);
}

/// "\040" stands for a blank in mountinfo, and so on.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int code = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '\\' && i + 3 < text.size() &&
            std::from_chars(digits, digits + 3, code, 8).ptr == digits + 3) {
            plain += static_cast<char>(code);
            i += 3;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::string_view firstLine(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

std::optional<double> quotaIn(const fs::path& folder, int version) {
    if (version == 2)
        return parseCpuMax(firstLine(textOf(folder / "cpu.max")));
    const std::string quota = textOf(folder / "cpu.cfs_quota_us"),
                      period = textOf(folder / "cpu.cfs_period_us");
    return share(numberOf(firstLine(quota)), numberOf(firstLine(period)));
}

/// The folder of `group` below the mount's own: the group's name begins with the root's, except in a
/// container that sees a part only, where what it sees is all there is to know.
fs::path folderBelow(const GroupMount& mount, const std::string& group) {
    const fs::path below = fs::path(group).lexically_relative(mount.root);
    return below.empty() || *below.begin() == ".." ? fs::path(".") : below;
}

/// The least quota of `group` and the groups above it.
std::optional<double> leastQuota(const fs::path& system, const GroupMount& mount, const std::string& group) {
    const fs::path top = system / fs::path(mount.point).relative_path();
    std::optional<double> least;
    fs::path below = folderBelow(mount, group);
    for (int i = 0; i < kMostGroups; ++i, below = below.parent_path()) {
        const auto quota = quotaIn(top / below, mount.version);
        if (quota && (!least || *quota < *least))
            least = quota;
        if (below.empty() || below == ".")
            break;
    }
    return least;
}

} // namespace

std::optional<GroupMount> parseGroupMount(std::string_view line) {
    const std::size_t middle = line.find(" - "); // fields without a fixed number come before it
    if (middle == std::string_view::npos)
        return std::nullopt;
    const auto place = split(line.substr(0, middle), ' '), kind = split(line.substr(middle + 3), ' ');
    constexpr std::size_t kRoot = 3, kPoint = 4, kType = 0, kOptions = 2;
    if (place.size() <= kPoint || kind.size() <= kOptions)
        return std::nullopt;
    const bool isFirst = kind[kType] == "cgroup" && contains(split(kind[kOptions], ','), "cpu");
    if (!isFirst && kind[kType] != "cgroup2")
        return std::nullopt;
    return GroupMount{isFirst ? 1 : 2, unescaped(place[kRoot]), unescaped(place[kPoint])};
}

std::optional<std::string> parseGroup(std::string_view line, int version) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return std::nullopt;
    const std::string_view controllers = line.substr(first + 1, second - first - 1);
    const bool isWanted = version == 2 ? controllers.empty() : contains(split(controllers, ','), "cpu");
    return isWanted ? std::optional<std::string>(line.substr(second + 1)) : std::nullopt;
}

std::optional<double> parseCpuMax(std::string_view text) {
    const auto parts = split(text, ' ');
    return parts.size() == 2 ? share(numberOf(parts[0]), numberOf(parts[1])) : std::nullopt;
}

std::optional<double> processorQuota(const fs::path& system) {
    const std::string mounts = textOf(system / "proc/self/mountinfo"),
                      groups = textOf(system / "proc/self/cgroup");
    std::optional<double> least;
    for (const std::string_view line : split(mounts, '\n'))
        if (const auto mount = parseGroupMount(line))
            for (const std::string_view own : split(groups, '\n'))
                if (const auto group = parseGroup(own, mount->version))
                    if (const auto quota = leastQuota(system, *mount, *group);
                        quota && (!least || *quota < *least))
                        least = quota;
    return least;
}

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
