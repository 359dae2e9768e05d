// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/user_folders.h"

#include "models/local_path.h"

#include <cstdlib>
#include <initializer_list>
#include <pwd.h>
#include <unistd.h>

namespace peripheral {

namespace {

bool isAbsolute(const char* path) {
    return path != nullptr && path[0] == '/';
}

void correctHome() {
    if (isAbsolute(std::getenv("HOME")))
        return;
    unsetenv("HOME");
    if (const passwd* user = getpwuid(getuid()); user != nullptr && isAbsolute(user->pw_dir))
        setenv("HOME", user->pw_dir, 1);
}

} // namespace

void ignoreRelativeFolders() {
    for (const char* variable :
         {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        if (!isAbsolute(std::getenv(variable)))
            unsetenv(variable);
    }
    correctHome();
}

QString userFolder(const char* variable, const char* below) {
    const QByteArray named = qgetenv(variable);
    return pathFromBytes(named.isEmpty() ? qgetenv("HOME") + below : named);
}

} // namespace peripheral
