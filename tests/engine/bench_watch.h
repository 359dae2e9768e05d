// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>

#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

namespace plm::test {

/// Notes what a benchmark tells, and stops it where that is asked for.
class BenchWatch {
public:
    using StopsAt = std::function<bool(const BenchProgress& now)>;
    explicit BenchWatch(StopsAt stopsAt = {}) : m_stopsAt(std::move(stopsAt)) {}
    BenchWatch(const BenchWatch&) = delete;
    BenchWatch& operator=(const BenchWatch&) = delete;

    /// What must not outlive it.
    [[nodiscard]] BenchControl control() {
        return {[this](const BenchProgress& now) {
                    m_told.push_back(now);
                    if (m_stopsAt && m_stopsAt(now))
                        m_stop.request_stop();
                },
                m_stop.get_token()};
    }
    [[nodiscard]] const std::vector<BenchProgress>& told() const { return m_told; }
    /// The kinds of steps, without those that go on.
    [[nodiscard]] std::vector<BenchProgress::Step> steps() const {
        std::vector<BenchProgress::Step> steps;
        for (const BenchProgress& now : m_told)
            if (steps.empty() || steps.back() != now.step)
                steps.push_back(now.step);
        return steps;
    }

private:
    StopsAt m_stopsAt;
    std::stop_source m_stop;
    std::vector<BenchProgress> m_told;
};

} // namespace plm::test
