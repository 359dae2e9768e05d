// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/user_folders.h"

#include <cstdlib>
#include <initializer_list>

namespace peripheral {

void ignoreRelativeFolders() {
    for (const char* variable :
         {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        const char* path = std::getenv(variable);
        if (path != nullptr && path[0] != '/')
            unsetenv(variable);
    }
}

} // namespace peripheral
