// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/kept_steps.h"

#include <algorithm>
#include <utility>

namespace plm::vulkan {

namespace {

/// Layers and heads of single tokens and of batches that verify guesses.
constexpr std::size_t kMostSteps = 24;

} // namespace

const Commands* KeptSteps::find(const Key& key) {
    const auto found = std::ranges::find(m_steps, key, &Step::key);
    if (found == m_steps.end())
        return nullptr;
    m_steps.splice(m_steps.begin(), m_steps, found);
    return found->commands.get();
}

const Commands& KeptSteps::add(const Key& key, std::unique_ptr<Commands> commands) {
    m_steps.push_front({key, std::move(commands)});
    if (m_steps.size() > kMostSteps)
        m_steps.pop_back();
    return *m_steps.front().commands;
}

} // namespace plm::vulkan
