// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"

#include <plm/profile_code.h>
#include <plm/profile_file.h>

#include <cstdio>

/// Prints documents of all kinds as a JSON array, the fullest first, for profile_schema.py.
int main() {
    const plm::DeviceProfile full = plm::test::fullProfile();
    const auto abridged = plm::profileFromJson(plm::shortProfile(full), "code");
    const auto imported = plm::readProfile(PERIPHERAL_TEST_DATA "/profiles/llama_bench.json");
    if (!abridged || !imported)
        return 1;
    std::printf("[%s,%s,%s,%s]\n", plm::toJson(full).c_str(), plm::toJson(*abridged).c_str(),
                plm::toJson(*imported).c_str(), plm::toJson({}).c_str());
    return 0;
}
