// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

#include <string_view>

namespace plm::test {

/// One of the engine's.
inline const ExecutorPlug* executorNamed(std::string_view name) {
    return builtInExecutors().find(name).value();
}

} // namespace plm::test
