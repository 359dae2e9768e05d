// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/data_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace peripheral {
namespace {

Status makeFolder(const QString& path) {
    if (QFileInfo(path).isDir())
        return {};
    QDir().mkpath(QFileInfo(path).path());
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0)
        return tl::unexpected(systemFailure(errno, path));
    return {};
}

} // namespace

Result<DataFolder> DataFolder::claim(const QString& path) {
    const QString folder = QDir::cleanPath(QDir(path).absolutePath());
    if (Status status = makeFolder(folder); !status)
        return tl::unexpected(status.error());
    const QString lockPath = folder + QLatin1String("/lock");
    const int lock = ::open(QFile::encodeName(lockPath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return tl::unexpected(systemFailure(errno, errno == EACCES || errno == EROFS ? folder : lockPath));
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0)
        return DataFolder(folder, lock);
    const int error = errno;
    ::close(lock);
    if (error == EWOULDBLOCK)
        return tl::unexpected(failureAt(FailureKind::Locked, folder, {}));
    return tl::unexpected(systemFailure(error, lockPath));
}

QString DataFolder::filePath(const QString& name) const {
    return isInMemory() ? QString(kInMemory) : m_path + QLatin1Char('/') + name;
}

DataFolder& DataFolder::operator=(DataFolder&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_lock, other.m_lock);
    return *this;
}

DataFolder::~DataFolder() {
    if (m_lock >= 0)
        ::close(m_lock);
}

} // namespace peripheral
