// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStringList>
#include <QTimer>

#include <memory>
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
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QStringList places{runtime};
    // In a Flatpak that one is each start's own; below it is what they have in common.
    if (const QString flatpak = qEnvironmentVariable("FLATPAK_ID"); !flatpak.isEmpty())
        places.prepend(runtime + "/app/" + flatpak);
    QStringList folders;
    for (const QString& place : places)
        if (QDir::isAbsolutePath(place) && isOwnFolder(place, 055))
            folders << place + "/peripheral";
    return folders << QDir::tempPath() + "/peripheral-" + QString::number(::getuid());
}

/// One name a data folder, however its path is written.
QString nameOf(const QString& dataDir) {
    const QFileInfo folder(dataDir);
    const QString path = folder.exists() ? folder.canonicalFilePath() : folder.absoluteFilePath();
    const QByteArray sum = QCryptographicHash::hash(QFile::encodeName(path), QCryptographicHash::Sha256);
    return QString::fromLatin1(sum.toHex().left(16)) + ".socket";
}

/// Whether the process at the other end of a connected local socket is this user's.
bool isOwnPeer(qintptr socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == ::getuid();
}

/// Whoever takes longer for a few hundred bytes is sent away.
constexpr std::chrono::seconds kPatience(2);

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

bool handOver(const QString& address, const HandoverMessage& message, std::chrono::milliseconds patience) {
    const QDeadlineTimer deadline(patience);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(address);
    if (address.isEmpty() || !socket.waitForConnected(left()) || !isOwnPeer(socket.socketDescriptor()))
        return false;
    socket.write(QByteArray::fromStdString(writeHandover(message)));
    while (socket.bytesToWrite() > 0)
        if (!socket.waitForBytesWritten(left()))
            return false;
    QByteArray reply;
    while (!reply.contains('\n')) {
        if (!socket.bytesAvailable() && !socket.waitForReadyRead(left()))
            return false;
        reply += socket.read(16);
    }
    return reply == "ok\n";
}

HandoverServer::HandoverServer(QObject* parent) : QObject(parent), m_server(new QLocalServer(this)) {
    connect(m_server, &QLocalServer::newConnection, this, &HandoverServer::greet);
}

HandoverServer::~HandoverServer() = default;

bool HandoverServer::listen(const QString& address) {
    if (address.isEmpty() || m_server->isListening())
        return m_server->isListening();
    QLocalServer::removeServer(address);
    return m_server->listen(address);
}

void HandoverServer::close() {
    m_server->close();
}

void HandoverServer::greet() {
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isOwnPeer(socket->socketDescriptor())) {
            socket->abort();
            continue;
        }
        QTimer::singleShot(kPatience, socket, &QLocalSocket::abort);
        const auto bytes = std::make_shared<QByteArray>();
        const auto hear = [this, socket, bytes] { read(*socket, *bytes); };
        connect(socket, &QLocalSocket::readyRead, this, hear);
        hear(); // what came with the connection
    }
}

void HandoverServer::read(QLocalSocket& socket, QByteArray& bytes) {
    if (socket.state() != QLocalSocket::ConnectedState) // answered already, or nobody waits for it any more
        return;
    bytes += socket.read(static_cast<qint64>(kLongestHandover) + 1 - bytes.size());
    const auto taken =
        readHandover(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (taken.state == ReadHandover::State::Complete) {
        emit handedOver(taken.message);
        socket.write("ok\n");
        socket.disconnectFromServer();
    } else if (taken.state == ReadHandover::State::Wrong ||
               bytes.size() > static_cast<qsizetype>(kLongestHandover)) {
        socket.abort();
    }
}

} // namespace peripheral

#include "moc_handover.cpp"
