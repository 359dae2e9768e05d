// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/device_report.h>

#include <algorithm>

namespace plm {

std::vector<std::string> instructionSets(const KernelChoice& kernels, const Machine& machine) {
    std::vector<std::string> sets = kernels.instructionSets;
    for (const std::string& set : machine.instructionSets)
        if (std::find(sets.begin(), sets.end(), set) == sets.end())
            sets.push_back(set);
    return sets;
}

DeviceReport describeDevice() {
    DeviceReport report;
    report.device = describeMachine();
    report.kernels = kernelChoice();
    report.conditions = conditions();
    report.watts = wattsNow();
    return report;
}

} // namespace plm
