// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/cpu_executor.h"
#include "openblas/openblas_executor.h"
#include "reference/reference_executor.h"
#include "vulkan/vulkan_executor.h"

#include <plm/executors.h>

#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

namespace plm {

Executors builtInExecutors() {
    return Executors({&kCpuExecutor, &kOpenBlasExecutor, &kVulkanExecutor, &kReferenceExecutor});
}

namespace {

/// A number of a device as it is written in names. Nothing where it is none.
std::optional<int> numberIn(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isWhole = error == std::errc() && end == digits.data() + digits.size() && number >= 0;
    return isWhole ? std::optional(number) : std::nullopt;
}

} // namespace

int deviceNumber(std::string_view executorName) {
    const std::size_t colon = executorName.find(':');
    return colon == std::string_view::npos ? 0 : numberIn(executorName.substr(colon + 1)).value_or(0);
}

Result<const ExecutorPlug*> Executors::find(std::string_view name) const {
    if (name == "auto")
        return &automatic();
    const std::size_t colon = name.find(':');
    const bool namesDevice = colon != std::string_view::npos && numberIn(name.substr(colon + 1));
    for (const ExecutorPlug* plug : m_plugs)
        if (plug->name == name || (plug->hasDevices && namesDevice && plug->name == name.substr(0, colon)))
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
