// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpus_text.h"

#include <plm/shown_text.h>

#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

namespace peripheral::cli {

namespace {

using nlohmann::json;

std::string identityText(const plm::GpuDevice& device) {
    return fmt::format("{} ({}), driver {}, Vulkan {}", plm::shownText(device.name),
                       plm::toString(device.kind),
                       plm::shownText(device.driver.empty() ? device.driverVersion
                                                            : device.driver + " " + device.driverVersion),
                       plm::shownText(device.apiVersion));
}

std::string memoryText(const plm::GpuDevice& device) {
    return sizeText(device.memoryBytes) + (device.unified ? ", shared with the processor" : "");
}

std::string limitsText(const plm::GpuLimits& limits) {
    constexpr std::uint64_t kKibi = 1024;
    return fmt::format(
        "{} invocations and {} KiB of shared memory a workgroup, {} storage buffers of up to {} "
        "MiB, {} bytes of push constants, subgroups of {}",
        limits.invocations, limits.sharedMemoryBytes / kKibi, limits.storageBuffers,
        limits.storageBufferBytes / (kKibi * kKibi), limits.pushConstantBytes, limits.subgroupSize);
}

std::string featuresText(const plm::GpuFeatures& features) {
    const std::array<std::pair<bool, const char*>, 6> all{{
        {features.storage8, "8-bit storage"},
        {features.storage16, "16-bit storage"},
        {features.float16, "float16"},
        {features.int8, "int8"},
        {features.timelineSemaphore, "timeline semaphores"},
        {features.integerDotProduct, "integer dot product"},
    }};
    std::vector<const char*> names;
    for (const auto& [has, name] : all)
        if (has)
            names.push_back(name);
    return names.empty() ? "none of what is looked for" : fmt::format("{}", fmt::join(names, ", "));
}

std::string measureText(const plm::GpuMeasure& measure) {
    if (measure.gpuSpeed <= 0)
        return plm::shownText(measure.reason);
    return fmt::format("{} Divergence {:.2g}, weights there after {:.1f} s.", plm::shownText(measure.reason),
                       measure.divergence, measure.uploadSeconds);
}

void addGpu(Facts& facts, const plm::KnownGpu& gpu) {
    const plm::GpuDevice& device = gpu.device;
    facts.add(fmt::format("Vulkan {}", device.number),
              device.name.empty() ? "was not listed" : identityText(device));
    if (!device.name.empty()) {
        facts.add("  memory", memoryText(device));
        facts.add("  limits", limitsText(device.limits));
        facts.add("  features", featuresText(device.features));
    }
    if (gpu.trouble)
        facts.add("  skipped", plm::shownText(gpu.trouble->reason));
    for (const plm::GpuMeasure& measure : gpu.measures)
        if (!plm::isBad(measure.outcome))
            facts.add("  measured", measureText(measure));
}

std::string executorName(const plm::ExecutorChoice& choice) {
    return choice.gpu ? fmt::format("vulkan:{}", *choice.gpu) : "cpu";
}

} // namespace

void addGpus(Facts& facts, const AskedGpus& asked) {
    if (!asked.problem.empty())
        facts.add("Vulkan", plm::shownText(asked.problem));
    else if (asked.records.gpus.empty())
        facts.add("Vulkan", "no device");
    for (const plm::KnownGpu& gpu : asked.records.gpus)
        addGpu(facts, gpu);
    if (asked.choice)
        facts.add("Executor auto",
                  fmt::format("{}: {}", executorName(*asked.choice), plm::shownText(asked.choice->reason)));
}

json gpusJson(const AskedGpus& asked) {
    const json records = json::parse(plm::toJson(asked.records), nullptr, false);
    json value{{"problem", asked.problem.empty() ? json() : json(asked.problem)},
               {"gpus", records.value("gpus", json::array())},
               {"auto", nullptr}};
    if (asked.choice)
        value["auto"] = {{"executor", executorName(*asked.choice)}, {"reason", asked.choice->reason}};
    return value;
}

} // namespace peripheral::cli
