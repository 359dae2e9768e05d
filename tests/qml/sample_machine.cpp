// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_machine.h"

#include <QDir>
#include <QFile>

#include <cmath>

using peripheral::AnswerReadings;

namespace {

constexpr int kLayers = 24;
constexpr int kFeedForward = 8192;
constexpr std::uintptr_t kFile = 0x10000000, kLaidOut = 0x100000000, kCache = 0x200000000,
                         kActivations = 0x300000000;

void write(const QString& folder, const QString& name, const QByteArray& text) {
    const QString path = folder + '/' + name;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// A mapping as smaps has it.
QByteArray mapping(std::uintptr_t begin, int kilobytes, int anonymous, const char* name) {
    return QByteArray::number(quint64{begin}, 16) + '-' +
           QByteArray::number(quint64{begin} + static_cast<quint64>(kilobytes) * 1024, 16) +
           " rw-p 00000000 fe:00 247   " + name + "\nPss: " + QByteArray::number(kilobytes) +
           " kB\nAnonymous: " + QByteArray::number(anonymous) + " kB\nVmFlags: rd wr mr mw me ac \n";
}

/// Silent layers in the middle, and words that wake more neurons than others.
float shareOf(int layer, int step) {
    const double depth = static_cast<double>(layer) / (kLayers - 1);
    const double base = 0.06 + 0.3 * std::pow(2 * depth - 1, 2);
    const double wave = std::sin(step * 0.7 + layer * 0.3) * 0.25 + std::sin(step * 0.13) * 0.2;
    return static_cast<float>(base * (1 + wave));
}

AnswerReadings::Step stepOf(int number) {
    AnswerReadings::Step step{.tokens = 1, .shares = {}};
    for (int layer = 0; layer < kLayers; ++layer)
        step.shares.push_back(shareOf(layer, number));
    return step;
}

plm::Counters costOf(const AnswerReadings::Step& step) {
    plm::Counters cost;
    cost.tokens = 1;
    double active = 0;
    for (const float share : step.shares) {
        cost.activeNeurons.push_back(static_cast<std::uint64_t>(std::lround(share * float{kFeedForward})));
        active += static_cast<double>(share) / kLayers;
    }
    cost.seconds = {0.0002, 0.012, 0.006, 0.022, 0.006, 0.0118};
    constexpr std::uint64_t kDown = 410'000'000;
    cost.weightBytes = {2'176, 190'000'000, 12'000'000, 410'000'000, 0, 160'000'000};
    const auto read = static_cast<std::uint64_t>(active * double{kDown});
    cost.addWeights(plm::Part::Down, read);
    cost.skippedBytes = kDown - read;
    cost.cacheBytes = 12'000'000;
    return cost;
}

} // namespace

peripheral::DeviceReader::Sources sampleMachine(const QString& folder) {
    write(folder, "proc/self/smaps",
          mapping(kFile, 204'800, 0, "/models/plm.gguf") + mapping(kLaidOut, 1'048'576, 1'048'576, "") +
              mapping(kCache, 12'288, 12'288, "") + mapping(kActivations, 8'192, 8'192, "") +
              mapping(0x400000000, 61'440, 61'440, "[heap]") +
              mapping(0x500000000, 40'960, 0, "/usr/lib/libQt6Gui.so.6") +
              mapping(0x600000000, 1'024, 1'024, ""));
    write(folder, "proc/meminfo",
          "MemTotal: 7812500 kB\nMemAvailable: 4296875 kB\nSwapTotal: 1953125 kB\nSwapFree: 1757812 kB\n");
    write(
        folder, "proc/pressure/memory",
        "some avg10=12.00 avg60=3.00 avg300=1.00 total=1\nfull avg10=2.00 avg60=0.00 avg300=0.00 total=1\n");
    write(folder, "sys/block/zram0/mm_stat", "200000000 51000000 52000000 0 52000000 12 0 0\n");
    write(folder, "sys/class/thermal/thermal_zone0/temp", "61400\n");
    write(folder, "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2400000\n");
    write(folder, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "ondemand\n");
    write(folder, "sys/class/hwmon/hwmon0/power1_input", "6800000\n");
    return {.root = folder.toStdString(),
            .resident = [](std::uintptr_t, std::uint64_t bytes) { return bytes; },
            .historyBytes = [] { return std::uint64_t{1'800'000}; },
            .bandwidth = [](int, const std::stop_token&) { return plm::Result<double>(17.2e9); }};
}

plm::ModelInfo sampleModel() {
    plm::ModelInfo info;
    info.type = "F16";
    info.fileBytes = 9'800'000;
    info.parameters = 4'900'000;
    info.hyper = sampleShape();
    info.hyper.contextLength = 4096;
    return info;
}

peripheral::GpuAsking sampleGpus() {
    const auto device = [](int number, const char* name, plm::GpuKind kind, const char* driver) {
        return plm::GpuDevice{.number = number,
                              .name = name,
                              .kind = kind,
                              .driver = driver,
                              .driverVersion = "Mesa 24.2.8",
                              .memoryBytes = 8'000'000'000};
    };
    return {.list = [device](const std::stop_token&) -> plm::Result<plm::GpuListing> {
                return plm::GpuListing{
                    .outcome = plm::GpuOutcome::Found,
                    .devices = {device(0, "Radeon RX 6600", plm::GpuKind::Discrete, "radv"),
                                device(1, "V3D 7.1", plm::GpuKind::Integrated, "v3dv"),
                                device(2, "llvmpipe", plm::GpuKind::Cpu, "llvmpipe")}};
            },
            .measure = [](const plm::GpuDevice& asked, const std::filesystem::path&,
                          const std::stop_token&) -> plm::Result<plm::GpuMeasure> {
                if (asked.number == 1)
                    return plm::GpuMeasure{.outcome = plm::GpuOutcome::Crashed,
                                           .reason = "Asking V3D 7.1 ended by SIGSEGV."};
                return plm::GpuMeasure{
                    .outcome = plm::GpuOutcome::Faster,
                    .reason = "Radeon RX 6600 writes 61.4 tokens a second with such a model, the CPU 18.2.",
                    .modelShape = plm::shapeOf(sampleModel()),
                    .gpuSpeed = 61.4,
                    .cpuSpeed = 18.2};
            },
            .idle = std::chrono::hours(1)};
}

std::vector<plm::MemoryRegion> sampleRegions() {
    return {{plm::MemoryPart::WeightsInFile, kFile, 204'800 * 1024},
            {plm::MemoryPart::LaidOutWeights, kLaidOut, 1'048'576ULL * 1024},
            {plm::MemoryPart::LatentCache, kCache, 12'288 * 1024},
            {plm::MemoryPart::Activations, kActivations, 8'192 * 1024}};
}

plm::HyperParameters sampleShape() {
    plm::HyperParameters shape;
    shape.layers = kLayers;
    shape.feedForward = kFeedForward;
    shape.heads = 16;
    shape.latentRank = 512;
    shape.noPositionWidth = 128;
    shape.rotaryWidth = 64;
    shape.valueWidth = 128;
    return shape;
}

AnswerReadings sampleReadings(std::uint64_t number, int told, int tokens) {
    AnswerReadings readings;
    readings.number = number;
    readings.feedForward = kFeedForward;
    readings.prompt = costOf(stepOf(0));
    readings.prompt.tokens = 40;
    for (double& seconds : readings.prompt.seconds)
        seconds *= 6;
    for (int step = 0; step < tokens; ++step) {
        const AnswerReadings::Step made = stepOf(step);
        readings.last = costOf(made);
        readings.writing += readings.last;
        if (step >= told)
            readings.steps.push_back(made);
    }
    readings.tokens = tokens;
    readings.seconds = 0.32 + tokens / 18.2;
    readings.firstTokenSeconds = 0.32;
    readings.tokensPerSecond = 18.2 + std::sin(tokens * 0.4);
    return readings;
}
