// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watched_disk.h"

#include <algorithm>
#include <sqlite3.h>

namespace {

WatchedDisk disk;
sqlite3_vfs* systemVfs = nullptr;

/// SQLite gives the memory: this, and behind it the system's own file.
struct WatchedFile {
    sqlite3_file base;
    std::atomic<qint64>* written;

    sqlite3_file* system() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* systemOf(sqlite3_file* file) {
    return reinterpret_cast<WatchedFile*>(file)->system();
}

template <auto Method, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* system = systemOf(file);
    return (system->pMethods->*Method)(system, arguments...);
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    const qint64 left = disk.bytesLeft;
    const int allowed = left < 0 ? size : static_cast<int>(std::min<qint64>(size, left));
    if (left >= 0)
        disk.bytesLeft = left - allowed;
    *reinterpret_cast<WatchedFile*>(file)->written += allowed;
    const int code =
        allowed > 0 ? forward<&sqlite3_io_methods::xWrite>(file, data, allowed, offset) : SQLITE_OK;
    return code == SQLITE_OK && allowed < size ? disk.error.load() : code;
}

int sync(sqlite3_file*, int) {
    ++disk.syncs;
    return SQLITE_OK;
}

using Io = sqlite3_io_methods;
const Io kMethods = {
    .iVersion = 2,
    .xClose = forward<&Io::xClose>,
    .xRead = forward<&Io::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = forward<&Io::xTruncate, sqlite3_int64>,
    .xSync = sync,
    .xFileSize = forward<&Io::xFileSize, sqlite3_int64*>,
    .xLock = forward<&Io::xLock, int>,
    .xUnlock = forward<&Io::xUnlock, int>,
    .xCheckReservedLock = forward<&Io::xCheckReservedLock, int*>,
    .xFileControl = forward<&Io::xFileControl, int, void*>,
    .xSectorSize = forward<&Io::xSectorSize>,
    .xDeviceCharacteristics = forward<&Io::xDeviceCharacteristics>,
    .xShmMap = forward<&Io::xShmMap, int, int, int, void volatile**>,
    .xShmLock = forward<&Io::xShmLock, int, int, int>,
    .xShmBarrier =
        [](sqlite3_file* file) {
            sqlite3_file* system = systemOf(file);
            system->pMethods->xShmBarrier(system);
        },
    .xShmUnmap = forward<&Io::xShmUnmap, int>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto* watched = reinterpret_cast<WatchedFile*>(file);
    watched->written = (flags & SQLITE_OPEN_WAL) ? &disk.logBytes : &disk.databaseBytes;
    const int code = systemVfs->xOpen(systemVfs, name, watched->system(), flags, outFlags);
    // Without methods SQLite does not close the file.
    watched->base.pMethods = code == SQLITE_OK ? &kMethods : nullptr;
    return code;
}

} // namespace

WatchedDisk& WatchedDisk::install() {
    static sqlite3_vfs vfs = [] {
        systemVfs = sqlite3_vfs_find(nullptr);
        sqlite3_vfs copy = *systemVfs;
        copy.zName = "watched";
        copy.szOsFile += static_cast<int>(sizeof(WatchedFile));
        copy.xOpen = open;
        copy.pNext = nullptr;
        return copy;
    }();
    sqlite3_vfs_register(&vfs, 1);
    return disk;
}
