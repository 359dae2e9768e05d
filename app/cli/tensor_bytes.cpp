// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensor_bytes.h"

namespace peripheral::cli {

std::uint64_t tensorBytes(const plm::ModelFile& file) {
    std::uint64_t bytes = 0;
    for (const plm::TensorEntry& tensor : file.tensors)
        bytes += tensor.bytes;
    return bytes;
}

} // namespace peripheral::cli
