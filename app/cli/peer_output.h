// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace peripheral::cli {

/// What llama-bench measured of one test.
struct PeerTest {
    int prompt = 0, generated = 0, depth = 0; ///< tokens
    bool flashAttention = false;
    std::vector<double> speeds; ///< tokens a second, by repetition; at least one, all above zero
    std::string commit;         ///< empty where it does not tell
};

/// Reads what `llama-bench -o json` prints: an array of objects. Fails with BadFile and what is wrong, e.g.
/// "test 2: \"samples_ts\" is missing or no array of speeds."
plm::Result<std::vector<PeerTest>> parsePeerOutput(std::string_view text);

} // namespace peripheral::cli
