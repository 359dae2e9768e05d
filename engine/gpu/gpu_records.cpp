// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/folder_lock.h"
#include "files/input_file.h"
#include "files/temporary_file.h"
#include "gpu/gpu_fields.h"

#include <plm/gpu_records.h>
#include <plm/gpu_start.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <new>

namespace plm {

namespace {

constexpr std::string_view kFormat = "peripheral-gpus";
constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kMostRecordBytes = std::uint64_t{1} << 20;
constexpr const char* kFile = "gpu.json";

Result<GpuRecords> fromTree(const json::Json& tree, std::string_view name) {
    json::ObjectReader document(tree, name);
    if (document.text("format").value_or("") != kFormat)
        document.refuse("format", "is another than that of records of GPUs");
    if (const auto version = document.unsignedInteger("version").value_or(0); version != kVersion)
        document.refuse("version", "is another than this program's", ErrorKind::Unsupported);
    GpuRecords records;
    gpu::FieldReader fields(document);
    gpu::describe(fields, records);
    if (!document.status())
        return tl::unexpected(document.status().error());
    return records;
}

KnownGpu& known(GpuRecords& records, int number) {
    for (KnownGpu& gpu : records.gpus)
        if (gpu.device.number == number)
            return gpu;
    records.gpus.push_back({.device = {.number = number}});
    return records.gpus.back();
}

/// Empty where there are none.
Result<GpuRecords> readGpuRecords(const std::filesystem::path& folder) {
    const auto text = files::readText(folder / kFile, kMostRecordBytes);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return GpuRecords{};
    return text.and_then(
        [&](const std::string& all) { return gpuRecordsFromJson(all, displayName(folder / kFile)); });
}

/// False where nothing was left.
bool takeOver(const std::vector<LeftStart>& starts, RecalledGpus& recalled) {
    bool isNews = false;
    for (const LeftStart& start : starts) {
        if (start.print != recalled.records.print)
            continue; // it was another driver
        std::string reason =
            fmt::format("The last start ended while {} computed its first answer.", nameOf(start.device));
        recalled.news.push_back(reason);
        recalled.records.remember(start.device.number,
                                  GpuTrouble{GpuOutcome::EndedProgram, std::move(reason)});
        isNews = true;
    }
    return isNews;
}

} // namespace

const KnownGpu* GpuRecords::find(int number) const {
    const auto found = std::find_if(gpus.begin(), gpus.end(),
                                    [&](const KnownGpu& gpu) { return gpu.device.number == number; });
    return found == gpus.end() ? nullptr : &*found;
}

GpuDevice GpuRecords::deviceOf(int number) const {
    const KnownGpu* const known = find(number);
    return known == nullptr ? GpuDevice{.number = number} : known->device;
}

void GpuRecords::remember(const GpuListing& listing) {
    trouble.reset();
    if (isBad(listing.outcome))
        trouble = GpuTrouble{listing.outcome, listing.reason};
    if (listing.outcome != GpuOutcome::Found)
        return;
    std::vector<KnownGpu> listed;
    for (const GpuDevice& device : listing.devices) {
        const KnownGpu* const before = find(device.number);
        const bool isSame =
            before != nullptr && (before->device.name == device.name || before->device.name.empty());
        listed.push_back(isSame ? *before : KnownGpu{});
        listed.back().device = device;
    }
    gpus = std::move(listed);
}

void GpuRecords::remember(int number, const GpuMeasure& measure) {
    KnownGpu& gpu = known(*this, number);
    if (isBad(measure.outcome))
        gpu.trouble = GpuTrouble{measure.outcome, measure.reason};
    std::erase_if(gpu.measures, [&](const GpuMeasure& one) { return one.modelShape == measure.modelShape; });
    if (gpu.measures.size() == gpu::kMostItems)
        gpu.measures.erase(gpu.measures.begin());
    gpu.measures.push_back(measure);
}

void GpuRecords::remember(int number, GpuTrouble newTrouble) {
    known(*this, number).trouble = std::move(newTrouble);
}

void GpuRecords::forgetTrouble() {
    trouble.reset();
    for (KnownGpu& gpu : gpus) {
        gpu.trouble.reset();
        std::erase_if(gpu.measures, [](const GpuMeasure& one) {
            return one.outcome != GpuOutcome::Slower && one.outcome != GpuOutcome::Faster;
        });
    }
}

std::string toJson(const GpuRecords& records) {
    nlohmann::ordered_json document{{"format", kFormat}, {"version", kVersion}};
    GpuRecords copy = records; // describe() is for reading, too
    document.update(gpu::FieldWriter::jsonOf(copy));
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

Result<GpuRecords> gpuRecordsFromJson(std::string_view text, std::string_view name) {
    try {
        return json::parseJson(text, name).and_then([&](const json::Json& tree) {
            return fromTree(tree, name);
        });
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, fmt::format("{}: not enough memory to read it.", name));
    }
}

Status writeGpuRecords(const std::filesystem::path& folder, const GpuRecords& records) {
    if (const Status made = files::makeFolder(folder); !made)
        return made;
    auto file = files::TemporaryFile::create(folder / kFile, files::TemporaryFile::Readers::Owner);
    if (!file)
        return tl::unexpected(file.error());
    const std::string text = toJson(records);
    if (const Status written = file->write(std::as_bytes(std::span(text))); !written)
        return written;
    return file->becomeTarget();
}

RecalledGpus recallGpus(const std::filesystem::path& folder) {
    RecalledGpus recalled;
    if (folder.empty())
        return recalled; // not what lies in the current folder
    auto records = readGpuRecords(folder);
    if (!records)
        recalled.news.push_back(records.error().message);
    else if (!records->print.empty())
        recalled.records = std::move(*records);
    const std::vector<LeftStart> starts = takeLeftStarts(folder);
    const bool isUnknown = recalled.records.print.empty();
    if (isUnknown && starts.empty())
        return recalled; // of a machine without a GPU nothing need be looked up
    DriverPrint print = driverPrint();
    if (isUnknown || recalled.records.print != print) {
        recalled.records = {};
        recalled.records.print = std::move(print);
    }
    if (takeOver(starts, recalled))
        if (const Status written = writeGpuRecords(folder, recalled.records); !written)
            recalled.news.push_back(written.error().message);
    return recalled;
}

} // namespace plm
