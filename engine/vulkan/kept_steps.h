// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/commands.h"

#include <cstdint>
#include <list>
#include <memory>

namespace plm::vulkan {

/// Commands that were recorded for short batches, to be submitted again for others with as many tokens: what
/// differs between them stands in a buffer (shaders/step.glsl). Those used longest ago go first.
class KeptSteps {
public:
    /// What was recorded: the layers over a cache, or the head (cache 0) for `count` tokens from `first` on,
    /// of whose logits so many candidates are found each, or none.
    struct Key {
        std::uint64_t cache = 0;
        std::uint32_t tokens = 0, first = 0, count = 0, candidates = 0;
        bool operator==(const Key&) const = default;
    };

    /// Null where there is none.
    [[nodiscard]] const Commands* find(const Key& key);
    const Commands& add(const Key& key, std::unique_ptr<Commands> commands);
    /// What they bind is no more.
    void clear() { m_steps.clear(); }

private:
    struct Step {
        Key key;
        std::unique_ptr<Commands> commands;
    };
    std::list<Step> m_steps; ///< the last used first
};

} // namespace plm::vulkan
