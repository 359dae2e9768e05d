// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace peripheral {

/// Where the built-in model is: $PERIPHERAL_MODEL where that is set; else the first that exists of
/// ../share/peripheral/models/plm-nano.gguf beside the program, the same in the install prefix, and the file
/// in the sources. Where none exists, the first of these, so that an error names it. Any thread.
std::filesystem::path builtinModel();

} // namespace peripheral
