// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/rotary_config.h"

#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace plm::conversion {

namespace {

/// What an object that describes the rotary embedding may say, where it says it; "type" is the older name.
void refuseScaling(ObjectReader& rotary) {
    static const std::pair<const char*, Json> kOnly[] = {{"rope_type", "default"},
                                                         {"type", "default"},
                                                         {"factor", 1},
                                                         {"attention_factor", 1},
                                                         {"partial_rotary_factor", 1}};
    for (const auto& [key, only] : kOnly)
        rotary.requireOnly(key, only);
}

/// Takes over the base that config.json's object `key` names, where there is one; what was found before must
/// agree.
void readObject(ObjectReader& config, const char* key, std::optional<float>& base) {
    const Json* object = config.find(key);
    if (object == nullptr)
        return;
    ObjectReader rotary(*object, config.file(), key);
    refuseScaling(rotary);
    if (rotary.find("rope_theta") != nullptr) {
        const float own = rotary.positive("rope_theta");
        if (base && *base != own)
            rotary.refuse("rope_theta", fmt::format("is {} and another base of the file {}", own, *base));
        base = own;
    }
    static constexpr std::array<std::string_view, 1> kOfScaling{"original_max_position_embeddings"};
    rotary.refuseOthers(kOfScaling);
    config.keep(rotary.status());
}

} // namespace

float readRotaryBase(ObjectReader& config) {
    std::optional<float> base;
    if (config.find("rope_theta") != nullptr)
        base = config.positive("rope_theta");
    readObject(config, "rope_parameters", base);
    readObject(config, "rope_scaling", base);
    return base ? *base : config.positive("rope_theta");
}

} // namespace plm::conversion
