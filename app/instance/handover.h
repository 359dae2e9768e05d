// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "instance/handover_message.h"

#include <QObject>
#include <QString>

#include <chrono>

class QLocalServer;
class QLocalSocket;

namespace peripheral {

/// The path of the local socket at which the window of this data folder is found: in
/// $XDG_RUNTIME_DIR/peripheral, or where there is no such folder of the user's own, in peripheral-UID in the
/// folder of temporary files. The folder is made, and is for this user's eyes only. Empty where none can be
/// had.
[[nodiscard]] QString handoverAddress(const QString& dataDir);

/// Gives the message to the window at this address; true where it says that it has it. Blocks, no longer than
/// `patience`; without an event loop.
bool handOver(const QString& address, const HandoverMessage& message, std::chrono::milliseconds patience);

/// Hears what later starts of the program hand over, on a local socket: a file of this machine that other
/// users cannot reach. Only the process that holds the data folder may listen at its address. GUI thread.
class HandoverServer : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HandoverServer)

public:
    explicit HandoverServer(QObject* parent = nullptr);
    ~HandoverServer() override;

    /// Takes the address over from a process that was killed; false where it cannot be listened at.
    bool listen(const QString& address);
    /// Hears nothing more; to be called while the data folder is still held.
    void close();

signals:
    void handedOver(const peripheral::HandoverMessage& message);

private:
    void greet();
    void read(QLocalSocket& socket, QByteArray& bytes);

    QLocalServer* m_server;
};

} // namespace peripheral
