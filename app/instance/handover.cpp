// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover.h"

#include "instance/handover_address.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

namespace peripheral {

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

} // namespace peripheral
