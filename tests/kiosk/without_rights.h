// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

/// As long as it lives, the process is nobody's and may not do what only root may, where it is root's; for
/// any other user nothing changes. Where that fails (a container without other users), root stays root.
class WithoutRights {
public:
    WithoutRights() : m_isTaken(::geteuid() == 0 && ::setresuid(kNobody, kNobody, 0) == 0) {}
    WithoutRights(const WithoutRights&) = delete;
    WithoutRights& operator=(const WithoutRights&) = delete;
    ~WithoutRights() {
        if (m_isTaken && ::setresuid(0, 0, 0) != 0)
            ::_exit(1); // the tests that follow would not be what they seem
    }

private:
    static constexpr uid_t kNobody = 65534;
    bool m_isTaken;
};
