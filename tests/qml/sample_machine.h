// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device/device_reader.h"

#include <plm/memory_parts.h>

#include <QString>

#include <vector>

/// A made-up machine of one processor, 8 GB and a few sensors, on which the same numbers are read every time.

/// Writes its /proc and /sys into `folder`; what DeviceReader reads there.
[[nodiscard]] peripheral::DeviceReader::Sources sampleMachine(const QString& folder);
/// What a model has of the memory of the process there.
[[nodiscard]] std::vector<plm::MemoryRegion> sampleRegions();
/// The shape of that model.
[[nodiscard]] plm::HyperParameters sampleShape();
/// What an answer of `tokens` tokens by that model cost there, told after `told` of them. `number` as in
/// AnswerReadings.
[[nodiscard]] peripheral::AnswerReadings sampleReadings(std::uint64_t number, int told, int tokens);
