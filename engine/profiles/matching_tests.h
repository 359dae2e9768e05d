// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

#include <optional>
#include <string_view>
#include <vector>

namespace plm::profiles {

/// A test, and what two profiles have of it; null where one has it not.
struct TestPair {
    BenchTest test;
    const ProfiledTest* baseline = nullptr;
    const ProfiledTest* other = nullptr;

    [[nodiscard]] std::optional<bool> sameOutput() const;
};
/// The baseline's tests in their order, then those that only the other has. Point into the profiles.
[[nodiscard]] std::vector<TestPair> matchTests(const DeviceProfile& baseline, const DeviceProfile& other);

/// Whether two hashes are of the same, as far as both tell; nothing where one is missing.
[[nodiscard]] std::optional<bool> sameHash(std::string_view one, std::string_view two);

} // namespace plm::profiles
