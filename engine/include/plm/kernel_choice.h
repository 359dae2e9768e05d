// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace plm {

/// The inner loops that the CPU executor uses on this processor.
struct KernelChoice {
    std::string name;                         ///< e.g. "AVX2"
    std::vector<std::string> instructionSets; ///< all that they use, e.g. "AVX2", "FMA", "F16C"
};
/// The choice itself, not a guess at it: the executor asks the same function. Any thread.
[[nodiscard]] KernelChoice kernelChoice();

} // namespace plm
