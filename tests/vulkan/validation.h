// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace plm::test {

/// The validation layer, put between this process and its driver: it checks each call, and by its
/// synchronisation checks that nothing reads what a shader before it may not have written yet.
class Validation {
public:
    /// Switched on by the first call, which has to come before any other of Vulkan's.
    static Validation& on();

    /// Which package this machine lacks; empty: none.
    [[nodiscard]] const std::string& missing() const { return m_missing; }
    /// What the layer said since the last call.
    std::string takeMessages();

private:
    Validation();

    int m_log = -1; ///< the reading end of a pipe
    std::string m_missing;
};

} // namespace plm::test
