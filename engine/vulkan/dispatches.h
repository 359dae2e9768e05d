// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/recording.h"
#include "vulkan/pipelines.h"

#include <plm/counters.h>

#include <cstdint>
#include <initializer_list>
#include <span>

namespace plm::vulkan {

constexpr std::uint32_t dividedUp(std::uint32_t value, std::uint32_t by) {
    return (value + by - 1) / by;
}

constexpr std::uint32_t unsignedOf(int value) {
    return static_cast<std::uint32_t>(value);
}

/// A pass's dispatches: finds the pipeline of each, records it, and keeps the first failure.
class Dispatches {
public:
    Dispatches(Recording& recording, Pipelines& pipelines) : m_recording(recording), m_pipelines(pipelines) {}

    template <class Arguments>
    void operator()(const Shader& shader, std::span<const std::uint32_t> constants,
                    std::initializer_list<const Buffer*> buffers, const Arguments& arguments,
                    const Groups& groups, Order order = Order::After) {
        if (m_recorded || !m_status)
            return;
        if (const auto pipeline = m_pipelines.find(shader, constants))
            m_recording.dispatch(**pipeline, buffers, arguments, groups, order);
        else
            keep(tl::unexpected(pipeline.error()));
    }
    void copy(const Buffer& from, const Buffer& to, std::uint64_t bytes) {
        if (!m_recorded && m_status)
            m_recording.copy(from, 0, to, 0, bytes);
    }

    /// What was recorded since the last mark is `part`'s.
    void mark(Part part) {
        if (!m_recorded && m_status)
            m_recording.mark(static_cast<std::uint32_t>(part));
    }

    /// Whether what follows stands in commands that were recorded before, so that it is not recorded again.
    void setRecorded(bool recorded) { m_recorded = recorded; }
    void keep(const Status& status) {
        if (m_status)
            m_status = status;
    }
    [[nodiscard]] const Status& status() const { return m_status; }
    void forgetFailure() { m_status = {}; }

private:
    Recording& m_recording;
    Pipelines& m_pipelines;
    bool m_recorded = false;
    Status m_status;
};

} // namespace plm::vulkan
