// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/gpu_probe.h>
#include <plm/shown_text.h>

#include <fmt/format.h>

namespace plm {

std::string_view toString(GpuKind kind) {
    switch (kind) {
    case GpuKind::Other:
        return "other";
    case GpuKind::Integrated:
        return "integrated";
    case GpuKind::Discrete:
        return "discrete";
    case GpuKind::Virtual:
        return "virtual";
    case GpuKind::Cpu:
        return "cpu";
    }
    return {};
}

std::string nameOf(const GpuDevice& device) {
    return device.name.empty() ? fmt::format("GPU {}", device.number) : shownText(device.name);
}

std::string_view toString(GpuOutcome outcome) {
    switch (outcome) {
    case GpuOutcome::Found:
        return "found";
    case GpuOutcome::Crashed:
        return "crashed";
    case GpuOutcome::Hung:
        return "hung";
    case GpuOutcome::Failed:
        return "failed";
    case GpuOutcome::Disagreed:
        return "disagreed";
    case GpuOutcome::Slower:
        return "slower";
    case GpuOutcome::Faster:
        return "faster";
    case GpuOutcome::EndedProgram:
        return "ended the program";
    }
    return {};
}

bool isBad(GpuOutcome outcome) {
    switch (outcome) {
    case GpuOutcome::Crashed:
    case GpuOutcome::Hung:
    case GpuOutcome::Disagreed:
    case GpuOutcome::EndedProgram:
        return true;
    case GpuOutcome::Found:
    case GpuOutcome::Failed:
    case GpuOutcome::Slower:
    case GpuOutcome::Faster:
        break;
    }
    return false;
}

std::string shapeOf(const ModelInfo& model) {
    const HyperParameters& hyper = model.hyper;
    return fmt::format("{} {}x{}x{} {}x({}+{},{},{}) {} {}", model.type, hyper.layers, hyper.embedding,
                       hyper.feedForward, hyper.heads, hyper.noPositionWidth, hyper.rotaryWidth,
                       hyper.valueWidth, hyper.latentRank, hyper.vocabulary, model.fileBytes);
}

} // namespace plm
