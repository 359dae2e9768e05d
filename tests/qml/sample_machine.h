// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_reader.h"
#include "gpu/gpu_asking.h"

#include <plm/memory_parts.h>

#include <QString>

#include <vector>

/// A made-up machine of one processor, 8 GB and a few sensors, on which the same numbers are read every time.

/// Writes its /proc and /sys into `folder`; what DeviceReader reads there.
[[nodiscard]] peripheral::DeviceReader::Sources sampleMachine(const QString& folder);
/// Its GPUs as they are asked: a card that is faster than the processor, one whose driver crashes, and the
/// program that computes on the processor. Nothing is asked unbidden.
[[nodiscard]] peripheral::GpuAsking sampleGpus();
/// What a model has of the memory of the process there.
[[nodiscard]] std::vector<plm::MemoryRegion> sampleRegions();
/// That model, without a path and a name, and its shape.
[[nodiscard]] plm::ModelInfo sampleModel();
[[nodiscard]] plm::HyperParameters sampleShape();
/// What an answer of `tokens` tokens by that model cost there, told after `told` of them. `number` as in
/// AnswerReadings.
[[nodiscard]] peripheral::AnswerReadings sampleReadings(std::uint64_t number, int told, int tokens);
