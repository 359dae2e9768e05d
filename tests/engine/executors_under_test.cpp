// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "executors_under_test.h"

namespace plm::test {

Executors executorsUnderTest() {
    return builtInExecutors();
}

} // namespace plm::test
