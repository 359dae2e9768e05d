// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/executor.h"

namespace plm {

WantedLogits wantedLogits(const Batch& batch, int vocabulary) {
    const int tokens = static_cast<int>(batch.tokens.size());
    const int count = static_cast<int>(batch.logits.size() / static_cast<std::size_t>(vocabulary));
    return {tokens - count, count};
}

} // namespace plm
