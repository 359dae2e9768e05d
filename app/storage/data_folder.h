// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/failure.h"

#include <QString>

#include <utility>

namespace peripheral {

/// The folder that holds what a person keeps, the stores' files and the settings; held by one process at a
/// time.
///
/// The claim is a lock of the kernel on the file "lock": it ends with the process, however that ends, so it
/// is never stale. Other files in the folder are not looked at.
///
/// One in memory has no path and no lock: what is kept in it is gone when it is closed, and never touches a
/// disk.
class DataFolder {
public:
    /// Claims the folder at `path`, made with its parents (for this user's eyes only) if it is not there.
    /// FailureKind::Locked where another process, or another DataFolder of this one, has it.
    static Result<DataFolder> claim(const QString& path);

    /// A folder of this process alone, without a place on any disk; each store in it begins empty whenever it
    /// is opened.
    [[nodiscard]] static DataFolder inMemory() { return {QString(), -1}; }

    DataFolder(DataFolder&& other) noexcept
        : m_path(std::move(other.m_path)),
          m_lock(std::exchange(other.m_lock, -1)) {}
    DataFolder& operator=(DataFolder&& other) noexcept;
    ~DataFolder(); ///< gives the claim up

    [[nodiscard]] bool isInMemory() const { return m_path.isEmpty(); }
    /// Empty where it is in memory.
    [[nodiscard]] QString path() const { return m_path; }

    /// The path of an entry of the folder; in memory kInMemory, which Database::open() takes, whatever the
    /// name.
    [[nodiscard]] QString filePath(const QString& name) const;
    /// SQLite's name for a database that is in no file; each that is opened by it is another one.
    static constexpr QLatin1String kInMemory{":memory:"};

private:
    DataFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    QString m_path; ///< absolute; empty: in memory
    int m_lock;     ///< descriptor of the locked file; -1: in memory
};

} // namespace peripheral
