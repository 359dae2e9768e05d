// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_json.h"

#include <nlohmann/json.hpp>
#include <string>

namespace peripheral::cli {

nlohmann::json countersJson(const plm::Counters& counters) {
    nlohmann::json parts = nlohmann::json::object();
    for (const plm::Part part : plm::kAllParts)
        parts[std::string(plm::toString(part))] = {{"seconds", counters.secondsOf(part)},
                                                   {"weight_bytes", counters.weightBytesOf(part)}};
    return {{"tokens", counters.tokens},
            {"active_neurons", counters.activeNeurons},
            {"parts", std::move(parts)},
            {"cache_bytes_read", counters.cacheBytes},
            {"bytes_read_per_token", counters.bytesReadPerToken()}};
}

nlohmann::json memoryJson(const plm::SessionMemory& memory) {
    return {{"mapped_bytes", memory.mapped},
            {"mapped_resident_bytes", memory.mappedResident},
            {"converted_weights_bytes", memory.laidOutWeights},
            {"kept_weights_bytes", memory.keptWeights},
            {"cache_reserved_bytes", memory.cacheReserved},
            {"cache_used_bytes", memory.cacheUsed},
            {"cache_expanded_bytes", memory.cacheExpanded}};
}

} // namespace peripheral::cli
