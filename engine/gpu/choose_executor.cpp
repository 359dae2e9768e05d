// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/gpu_records.h>

#include <algorithm>
#include <fmt/format.h>

namespace plm {

namespace {

const GpuMeasure* measureOf(const KnownGpu& gpu, std::string_view modelShape) {
    const auto found = std::find_if(gpu.measures.begin(), gpu.measures.end(),
                                    [&](const GpuMeasure& one) { return one.modelShape == modelShape; });
    return found == gpu.measures.end() ? nullptr : &*found;
}

/// How much a reason to do without a GPU tells, where several GPUs have one each.
enum class Weight { NoGpu, NotMeasured, Measured, Skipped };

struct Reason {
    Weight weight;
    std::string sentence;
    const GpuMeasure* measure = nullptr;
};

/// The reason names the device.
std::string skipped(const KnownGpu& gpu) {
    return fmt::format("GPU {} is skipped: {}", gpu.device.number, gpu.trouble->reason);
}

/// Why the CPU computes and not `gpu`.
Reason reasonAgainst(const KnownGpu& gpu, std::string_view modelShape) {
    const std::string name = nameOf(gpu.device);
    if (gpu.trouble)
        return {Weight::Skipped, skipped(gpu)};
    if (gpu.device.kind == GpuKind::Cpu)
        return {Weight::NoGpu, fmt::format("{} is no GPU, it computes on the processor.", name)};
    const GpuMeasure* const measure = measureOf(gpu, modelShape);
    if (measure == nullptr)
        return {Weight::NotMeasured, fmt::format("{} was not measured with such a model.", name)};
    return {Weight::Measured, measure->reason, measure};
}

bool isFaster(const KnownGpu& gpu, const GpuMeasure* measure) {
    return !gpu.trouble && gpu.device.kind != GpuKind::Cpu && measure != nullptr &&
           measure->outcome == GpuOutcome::Faster && measure->gpuSpeed > measure->cpuSpeed &&
           measure->divergence <= kMostGpuDivergence;
}

ExecutorChoice withoutGpu(const GpuRecords& records, std::string_view modelShape) {
    if (records.trouble)
        return {.reason = records.trouble->reason};
    if (records.gpus.empty())
        return {.reason = records.print.empty() ? "No GPU was looked for yet." : "No GPU is known here."};
    Reason best = reasonAgainst(records.gpus.front(), modelShape);
    for (const KnownGpu& gpu : records.gpus)
        if (Reason other = reasonAgainst(gpu, modelShape); other.weight > best.weight)
            best = std::move(other);
    return {.reason = best.sentence,
            .measure = best.measure == nullptr ? std::nullopt : std::optional(*best.measure)};
}

} // namespace

Status checkGpu(const GpuRecords& records, int number) {
    if (records.trouble)
        return fail(ErrorKind::Unsupported, records.trouble->reason);
    const KnownGpu* const gpu = records.find(number);
    if (gpu == nullptr || !gpu->trouble)
        return {};
    return fail(ErrorKind::Unsupported, skipped(*gpu));
}

ExecutorChoice chooseExecutor(const GpuRecords& records, std::string_view modelShape) {
    const KnownGpu* fastest = nullptr;
    const GpuMeasure* best = nullptr;
    for (const KnownGpu& gpu : records.gpus) {
        const GpuMeasure* const measure = measureOf(gpu, modelShape);
        if (records.trouble || !isFaster(gpu, measure) ||
            (best != nullptr && best->gpuSpeed >= measure->gpuSpeed))
            continue;
        fastest = &gpu;
        best = measure;
    }
    if (fastest == nullptr)
        return withoutGpu(records, modelShape);
    return {.gpu = fastest->device.number, .reason = best->reason, .measure = *best};
}

} // namespace plm
