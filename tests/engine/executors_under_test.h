// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/executors.h>

namespace plm::test {

/// Those that executor_conformance_test.cpp is about: each program that holds it says which.
Executors executorsUnderTest();

} // namespace plm::test
