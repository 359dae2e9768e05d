// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "executor_suite.h"

namespace plm::test {

Executors executorsUnderTest() {
    return builtInExecutors();
}

} // namespace plm::test
