// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// README promises that the window opens no connection: whatever it asks for ends as denied, and nothing is
// reached, not even a server on this machine.
#include "application/refused_network.h"
#include "qt_test.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QSignalSpy>
#include <QTcpServer>

using namespace peripheral;

class RefusedNetworkTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void deniesEveryRequest_data();
    void deniesEveryRequest();
    void deniesWhatTheWindowAsksFor();

private:
    [[nodiscard]] QUrl url() const {
        return QString("http://127.0.0.1:%1/x.png").arg(m_server->serverPort());
    }
    [[nodiscard]] bool wasReached() const { return m_server->waitForNewConnection(100); }

    std::unique_ptr<QTcpServer> m_server; ///< one that a request would reach
};

void RefusedNetworkTest::init() {
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void RefusedNetworkTest::deniesEveryRequest_data() {
    QTest::addColumn<QByteArray>("method");
    for (const char* method : {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"})
        QTest::newRow(method) << QByteArray(method);
}

void RefusedNetworkTest::deniesEveryRequest() {
    QFETCH(QByteArray, method);
    QObject parent;
    RefusedNetwork network;
    QNetworkAccessManager* manager = network.create(&parent);
    const QNetworkRequest request(url());
    QNetworkReply* reply = method == "GET"    ? manager->get(request)
                           : method == "HEAD" ? manager->head(request)
                                              : manager->sendCustomRequest(request, method, QByteArray("x"));
    QSignalSpy failed(reply, &QNetworkReply::errorOccurred);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::ContentAccessDenied);
    QVERIFY(reply->isFinished());
    QCOMPARE(reply->readAll(), QByteArray());
    QVERIFY(!wasReached());
}

void RefusedNetworkTest::deniesWhatTheWindowAsksFor() {
    RefusedNetwork network;
    QQmlEngine engine;
    engine.setNetworkAccessManagerFactory(&network);
    QQmlComponent component(&engine);
    component.setData(
        "import QtQml\nQtObject {\n property int state: 0\n property int status: -1\n"
        " function ask(url) { const request = new XMLHttpRequest();\n"
        "  request.onreadystatechange = () => { state = request.readyState; status = request.status };\n"
        "  request.open('GET', url); request.send() }\n}",
        {});
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object != nullptr, qPrintable(component.errorString()));
    QMetaObject::invokeMethod(object.get(), "ask", Q_ARG(QVariant, url().toString()));
    QTRY_COMPARE(object->property("state").toInt(), 4); // done
    QCOMPARE(object->property("status").toInt(), 0);    // by no server
    QVERIFY(!wasReached());
}

PERIPHERAL_QT_TEST(RefusedNetworkTest, QCoreApplication)
#include "refused_network_test.moc"
