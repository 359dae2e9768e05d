// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/refused_network.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace peripheral {

namespace {

/// A request that has been denied before it was made.
class RefusedReply : public QNetworkReply {
public:
    RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest& request, QObject* parent)
        : QNetworkReply(parent) {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        setError(ContentAccessDenied, QStringLiteral("Peripheral opens no connections."));
        setFinished(true);
        QMetaObject::invokeMethod(
            this, [this] { emit errorOccurred(error()), emit finished(); }, Qt::QueuedConnection);
    }
    void abort() override {}

protected:
    qint64 readData(char*, qint64) override { return -1; }
};

class RefusingManager : public QNetworkAccessManager {
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request, QIODevice*) override {
        return new RefusedReply(operation, request, this);
    }
};

} // namespace

QNetworkAccessManager* RefusedNetwork::create(QObject* parent) {
    return new RefusingManager(parent);
}

} // namespace peripheral
