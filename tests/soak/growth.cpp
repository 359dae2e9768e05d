// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "growth.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr double kMostGrowth = 0.02;
constexpr int kShownEvery = 100;

long entriesOf(const char* folder) {
    return std::distance(std::filesystem::directory_iterator(folder), {});
}

/// The number after `key`, in kB, of a file such as /proc/self/status.
long numberOf(const char* path, const std::string& key) {
    std::ifstream file(path);
    for (std::string word; file >> word;) {
        long number = 0;
        if (word == key && file >> number)
            return number;
    }
    return 0;
}

} // namespace

Growth::Growth(int visits, const char* csv)
    : m_csv(csv == nullptr ? nullptr : std::fopen(csv, "w")),
      m_samples(static_cast<std::size_t>(visits)) {
    if (m_csv != nullptr)
        std::fprintf(m_csv, "visit,anonymous_kib,handles,threads\n");
}

Growth::~Growth() {
    if (m_csv != nullptr)
        std::fclose(m_csv);
}

Growth::Sample Growth::now() {
    return {.anonymousKib = numberOf("/proc/self/smaps_rollup", "Anonymous:"),
            .handles = entriesOf("/proc/self/fd"),
            .threads = entriesOf("/proc/self/task")};
}

void Growth::add(int visit) {
    const Sample sample = m_samples.at(m_count++) = now();
    if (m_csv != nullptr)
        std::fprintf(m_csv, "%d,%ld,%ld,%ld\n", visit, sample.anonymousKib, sample.handles, sample.threads);
    if (visit % kShownEvery == 0) {
        std::printf("%6d visits: %.1f MB anonymous, %ld handles, %ld threads\n", visit,
                    static_cast<double>(sample.anonymousKib) * 1024 / 1e6, sample.handles, sample.threads);
        std::fflush(stdout);
    }
}

long Growth::median(int tenth, long Sample::*member) const {
    const auto size = static_cast<std::ptrdiff_t>(m_count);
    std::vector<long> values;
    std::transform(m_samples.begin() + size * tenth / 10, m_samples.begin() + size * (tenth + 1) / 10,
                   std::back_inserter(values), [member](const Sample& sample) { return sample.*member; });
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values.at(values.size() / 2);
}

bool Growth::report() const {
    const long early = median(1, &Sample::anonymousKib);
    const long late = median(9, &Sample::anonymousKib);
    const double growth = static_cast<double>(late) / static_cast<double>(early) - 1;
    const long handles = median(9, &Sample::handles) - median(1, &Sample::handles);
    const long threads = median(9, &Sample::threads) - median(1, &Sample::threads);
    std::printf(
        "%zu visits. Anonymous memory, median of the second tenth: %.2f MB, of the last: %.2f MB (%+.2f %%). "
        "Handles %+ld, threads %+ld.\n",
        m_count, static_cast<double>(early) * 1024 / 1e6, static_cast<double>(late) * 1024 / 1e6,
        100 * growth, handles, threads);
    return growth <= kMostGrowth && handles <= 0 && threads <= 0;
}
