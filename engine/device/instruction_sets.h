// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace plm::device {

/// Of the processor's instruction sets those that matter to products of vectors, older ones first, from the
/// flags (x86) or features (arm64) in /proc/cpuinfo.
std::vector<std::string> instructionSets(const std::filesystem::path& root);

} // namespace plm::device
