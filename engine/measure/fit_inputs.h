// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/fit.h>
#include <plm/memory_need.h>
#include <plm/part_rates.h>

#include <array>
#include <vector>

namespace plm {

[[nodiscard]] double sumOf(const std::array<double, kParts>& values);
/// Whether there are any: a device that has one of ffn_up has those that matter.
[[nodiscard]] bool areKnown(const std::array<double, kParts>& rates);
/// Of the device, or what Linux does as it is delivered, assumed.
[[nodiscard]] Sourced rowReach(const FitDevice& device);

/// Lists what estimates rest on.
class FitInputs {
public:
    /// All three must outlive it.
    FitInputs(const FitDevice& device, const FitQuestion& question, const PartWork& work)
        : m_device(device),
          m_question(question),
          m_work(work) {}

    [[nodiscard]] std::vector<FitInputValue> ofMemory(const FitMemory& memory, const MemoryNeed& need,
                                                      int context) const;
    [[nodiscard]] std::vector<FitInputValue> ofWriting(int depth) const;
    [[nodiscard]] std::vector<FitInputValue> ofReading(int depth) const;

private:
    [[nodiscard]] std::vector<FitInputValue> ofSpeed(int depth,
                                                     const std::array<double, kParts>& bytes) const;
    void addRates(std::vector<FitInputValue>& inputs, const std::array<double, kParts>& rates,
                  double cacheRate) const;

    const FitDevice& m_device;
    const FitQuestion& m_question;
    const PartWork& m_work;
};

} // namespace plm
