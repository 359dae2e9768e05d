// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover_server.h"

#include "instance/handover_address.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

#include <memory>

namespace peripheral {

namespace {

using namespace std::chrono_literals;

/// Whoever takes longer for a few hundred bytes is sent away.
constexpr auto kPatience = 2s;

} // namespace

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

#include "moc_handover_server.cpp"
