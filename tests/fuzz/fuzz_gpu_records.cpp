// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/probe_line.h"

#include <plm/gpu_records.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// What was read is written and read again as it is, and whatever is on record, no CPU is chosen as a GPU.
void check(const plm::GpuRecords& records) {
    const std::string document = plm::toJson(records);
    const auto again = plm::gpuRecordsFromJson(document, "again");
    require(again && plm::toJson(*again) == document);
    for (const plm::KnownGpu& gpu : records.gpus)
        for (const plm::GpuMeasure& measure : gpu.measures) {
            const plm::ExecutorChoice choice = plm::chooseExecutor(records, measure.modelShape);
            require(!choice.gpu || choice.measure->gpuSpeed > choice.measure->cpuSpeed);
        }
}

} // namespace

/// Any text is a file of records, or a sentence that names the file; and a line of a process that asks GPUs,
/// or none.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto records = plm::gpuRecordsFromJson(text, "gpu.json");
    if (records)
        check(*records);
    else
        require(records.error().message.starts_with("gpu.json") && records.error().message.ends_with('.'));
    if (const auto line = plm::gpu::probeLine(text)) {
        const std::string written = plm::gpu::toText(*line);
        const auto again = plm::gpu::probeLine(written);
        require(again && plm::gpu::toText(*again) == written && written.find('\n') == std::string::npos);
    }
    return 0;
}
