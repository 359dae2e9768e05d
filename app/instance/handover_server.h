// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "instance/handover_message.h"

#include <QObject>
#include <QString>

class QLocalServer;
class QLocalSocket;

namespace peripheral {

/// Hears what later starts of the program hand over, on a local socket: a file of this machine that other
/// users cannot reach. Only the process that holds the data folder may listen at its address. GUI thread.
class HandoverServer : public QObject {
    Q_OBJECT

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
