// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "version/version.h"

namespace peripheral {

const std::string_view kVersion = PERIPHERAL_VERSION;
const std::string_view kCommit = PERIPHERAL_COMMIT;
const int kCommits = PERIPHERAL_COMMITS;
const std::string_view kDate = PERIPHERAL_DATE;

std::string programText() {
    std::string text = "Peripheral " + std::string(kVersion);
    if (!kCommit.empty())
        text.append(" (").append(kCommit).append(")");
    return text;
}

} // namespace peripheral
