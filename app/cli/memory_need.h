// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model_file.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace peripheral::cli {

/// What a model needs at one length of context.
struct MemoryNeed {
    std::uint64_t context = 0; ///< tokens
    std::uint64_t weightBytes =
        0; ///< of the file, which stays on disk and is read into memory that can be given back
    std::uint64_t cacheBytesF16 = 0;
    std::uint64_t cacheBytesF32 = 0;
    std::uint64_t cacheBytesQ8 = 0;
};

/// For contexts of 1,024 tokens and its doubles up to what the model was made for, and for that. Empty where
/// the file is no PLM or lacks the keys.
std::vector<MemoryNeed> memoryNeeds(const plm::ModelFile& file);

/// Bytes that programs can have now without swapping (MemAvailable of /proc/meminfo); nothing where it is not
/// told.
std::optional<std::uint64_t> availableMemory();

} // namespace peripheral::cli
