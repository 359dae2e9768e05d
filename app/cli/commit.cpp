// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

// Apart from all others, because each commit compiles it anew.

namespace peripheral::cli {

const std::string_view kCommit = PERIPHERAL_COMMIT;
const int kCommits = PERIPHERAL_COMMITS;

} // namespace peripheral::cli
