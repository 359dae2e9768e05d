// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/cpu_executor.h"
#include "openblas/openblas_executor.h"
#include "reference/reference_executor.h"
#include "vulkan/vulkan_executor.h"

#include <plm/executors.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plm {

Executors builtInExecutors() {
    return Executors({&kCpuExecutor, &kOpenBlasExecutor, &kVulkanExecutor, &kReferenceExecutor});
}

Result<const ExecutorPlug*> Executors::find(std::string_view name) const {
    if (name == "auto")
        return &automatic();
    for (const ExecutorPlug* plug : m_plugs)
        if (plug->name == name)
            return plug;
    return fail(ErrorKind::BadArgument,
                fmt::format("'{}' is no executor; there are {}.", name, fmt::join(names(), ", ")));
}

std::vector<std::string> Executors::names() const {
    std::vector<std::string> names{"auto"};
    for (const ExecutorPlug* plug : m_plugs)
        names.emplace_back(plug->name);
    return names;
}

} // namespace plm
