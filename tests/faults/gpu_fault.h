// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

/// While it lives, instances and devices of Vulkan that this process and those it starts make have the fault
/// (fault_plan.h). Not while another thread reads the environment.
class GpuFault {
public:
    explicit GpuFault(const char* fault) {
        set(0, "VK_LAYER_PATH", PERIPHERAL_FAULT_LAYER_PATH);
        set(1, "VK_INSTANCE_LAYERS", "VK_LAYER_PERIPHERAL_faults");
        set(2, "PERIPHERAL_GPU_FAULT", fault);
    }
    GpuFault(const GpuFault&) = delete;
    GpuFault& operator=(const GpuFault&) = delete;
    ~GpuFault() {
        for (const auto& [name, value] : m_before)
            value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name);
    }

private:
    void set(std::size_t index, const char* name, const char* value) {
        const char* const before = std::getenv(name);
        m_before[index] = {name, before == nullptr ? std::nullopt : std::optional<std::string>(before)};
        ::setenv(name, value, 1);
    }

    std::array<std::pair<const char*, std::optional<std::string>>, 3> m_before;
};
