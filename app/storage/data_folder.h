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
class DataFolder {
public:
    /// Claims the folder at `path`, made with its parents (for this user's eyes only) if it is not there.
    /// FailureKind::Locked where another process, or another DataFolder of this one, has it.
    static Result<DataFolder> claim(const QString& path);

    DataFolder(DataFolder&& other) noexcept
        : m_path(std::move(other.m_path)),
          m_lock(std::exchange(other.m_lock, -1)) {}
    DataFolder& operator=(DataFolder&& other) noexcept;
    ~DataFolder(); ///< gives the claim up

    [[nodiscard]] QString path() const { return m_path; }

    /// The path of an entry of the folder.
    [[nodiscard]] QString filePath(const QString& name) const { return m_path + QLatin1Char('/') + name; }

private:
    DataFolder(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    QString m_path; ///< absolute
    int m_lock;     ///< descriptor of the locked file
};

} // namespace peripheral
