// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_text.h"

#include <plm/device_report.h>

#include <fmt/ranges.h>
#include <vector>

namespace peripheral::cli {

namespace {

std::string listText(const std::vector<std::string>& texts, const char* none) {
    return texts.empty() ? none : fmt::format("{}", fmt::join(texts, ", "));
}

std::string processorText(const plm::Machine& machine) {
    if (machine.processor.empty())
        return kNotMeasured;
    return machine.architecture.empty() ? machine.processor
                                        : fmt::format("{}, {}", machine.processor, machine.architecture);
}

std::string coresText(const plm::Machine& machine) {
    if (!machine.physicalCores || !machine.logicalCores)
        return kNotMeasured;
    return fmt::format("{} physical, {} logical", *machine.physicalCores, *machine.logicalCores);
}

std::string kernelsText(const plm::KernelChoice& kernels) {
    if (kernels.name.empty())
        return kNotMeasured;
    if (kernels.instructionSets.empty())
        return kernels.name;
    return fmt::format("{} ({})", kernels.name, fmt::join(kernels.instructionSets, ", "));
}

std::string cachesText(const plm::Machine& machine) {
    std::vector<std::string> texts;
    for (const plm::ProcessorCache& cache : machine.caches)
        texts.push_back(
            fmt::format("{} × L{} {} of {} KiB", cache.count, cache.level, cache.type, cache.bytes / 1024));
    return listText(texts, kNotMeasured);
}

std::string memoryText(const plm::Machine& machine) {
    if (!machine.memoryBytes)
        return kNotMeasured;
    const std::string all = sizeText(*machine.memoryBytes);
    return machine.availableBytes
               ? fmt::format("{}, of which {} available now", all, sizeText(*machine.availableBytes))
               : all;
}

std::string gpusText(const plm::Machine& machine) {
    if (!machine.gpus)
        return kNotMeasured;
    std::vector<std::string> texts;
    for (const plm::Gpu& gpu : *machine.gpus)
        texts.push_back(gpu.driver.empty() ? gpu.name : fmt::format("{} ({})", gpu.name, gpu.driver));
    return listText(texts, "none");
}

} // namespace

void addMachine(Facts& facts, const plm::Machine& machine, const plm::KernelChoice& kernels,
                std::string_view bandwidth) {
    facts.add("Processor", processorText(machine));
    facts.add("Cores", coresText(machine));
    facts.add("Kernels", kernelsText(kernels));
    facts.add("Instruction sets", listText(plm::instructionSets(kernels, machine), kNotMeasured));
    facts.add("Caches", cachesText(machine));
    facts.add("Memory", memoryText(machine));
    facts.add("Read bandwidth", bandwidth);
    facts.add("GPUs", gpusText(machine));
}

std::string clockLine(std::optional<double> megahertz, const plm::Machine& machine) {
    const std::string now = orNotMeasured(megahertz, "{:.0f} MHz");
    return machine.highestMegahertz ? fmt::format("{}, at most {:.0f} MHz", now, *machine.highestMegahertz)
                                    : now;
}

std::string throttlingText(std::optional<bool> throttled, const plm::Machine& machine) {
    if (!throttled)
        return kNotMeasured;
    if (*throttled)
        return "yes";
    return machine.throttledEver.value_or(false) ? "no, but since the machine started" : "no";
}

} // namespace peripheral::cli
