// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toy_executors.h"

#include "executors_under_test.h"
#include "toy/toy_executor.h"

namespace plm {

Executors toy::withToy() {
    auto plugs = builtInExecutors().all();
    plugs.push_back(&kToyExecutor);
    return Executors(std::move(plugs));
}

/// The others have their turn in engine_tests.
Executors test::executorsUnderTest() {
    return Executors({&toy::kToyExecutor});
}

} // namespace plm
