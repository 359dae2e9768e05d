// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

/// The disk as SQLite sees it in this process once install() was called: counts what is written and can be
/// full. May be changed from any thread.
struct WatchedDisk {
    std::atomic<qint64> logBytes = 0;      ///< written to write-ahead logs
    std::atomic<qint64> databaseBytes = 0; ///< written to all other files
    std::atomic<qint64> syncs = 0;         ///< counted only: no test here cuts the power
    std::atomic<qint64> bytesLeft = -1; ///< writes beyond fail with `error`, cut short; -1: there is no end
    std::atomic<int> error = 13;        ///< SQLITE_FULL

    void resetCounters() { logBytes = databaseBytes = syncs = 0; }

    /// Puts the disk between SQLite and the system, once a process, before any database is opened.
    static WatchedDisk& install();
};
