// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover_address.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace peripheral {

namespace {

constexpr qsizetype kLongestAddress = sizeof(sockaddr_un::sun_path) - 1;

/// A folder, not a link to one, that belongs to this user; `others` are the rights that others may have.
bool isOwnFolder(const QString& path, mode_t others) {
    struct stat status {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == ::getuid() && (status.st_mode & 077 & ~others) == 0;
}

QStringList candidates() {
    QStringList folders;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(runtime) && isOwnFolder(runtime, 055))
        folders << runtime + "/peripheral";
    return folders << QDir::tempPath() + "/peripheral-" + QString::number(::getuid());
}

/// One name a data folder, however its path is written.
QString nameOf(const QString& dataDir) {
    const QFileInfo folder(dataDir);
    const QString path = folder.exists() ? folder.canonicalFilePath() : folder.absoluteFilePath();
    const QByteArray sum = QCryptographicHash::hash(QFile::encodeName(path), QCryptographicHash::Sha256);
    return QString::fromLatin1(sum.toHex().left(16)) + ".socket";
}

} // namespace

QString handoverAddress(const QString& dataDir) {
    const QString name = nameOf(dataDir);
    const QStringList folders = candidates();
    for (const QString& folder : folders) {
        const QString address = folder + '/' + name;
        if (QFile::encodeName(address).size() > kLongestAddress)
            continue;
        ::mkdir(QFile::encodeName(folder).constData(), 0700);
        if (isOwnFolder(folder, 0))
            return address;
    }
    return {};
}

bool isOwnPeer(qintptr socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == ::getuid();
}

} // namespace peripheral
