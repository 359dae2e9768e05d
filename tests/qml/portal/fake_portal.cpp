// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a desktop's portal has for file dialogs, on the session's bus: says on standard output what it is
// asked, and answers with the address that comes on standard input, of the file that somebody chose; an empty
// line: none.
#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSocketNotifier>

#include <cstdio>
#include <iostream>
#include <string>

namespace {

const QString kRoot = "/org/freedesktop/portal/desktop";

void say(const QString& line) {
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

class FakePortal : public QDBusVirtualObject {
public:
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override {
        if (message.interface() == "org.freedesktop.DBus.Properties")
            return connection.send(message.createReply(QVariant::fromValue(QDBusVariant(3U)))); // a version
        if (message.interface() != "org.freedesktop.portal.FileChooser")
            return false;
        const auto options = qdbus_cast<QVariantMap>(message.arguments().value(2).value<QDBusArgument>());
        m_request = kRoot + "/request/" + message.service().mid(1).replace('.', '_') + '/' +
                    options.value("handle_token").toString();
        say(message.member() + '|' + message.arguments().value(1).toString() + '|' +
            options.value("accept_label").toString());
        return connection.send(message.createReply(QVariant::fromValue(QDBusObjectPath(m_request))));
    }
    [[nodiscard]] QString introspect(const QString&) const override { return {}; }

    void answer(const QString& uri) const {
        auto response = QDBusMessage::createSignal(m_request, "org.freedesktop.portal.Request", "Response");
        response << (uri.isEmpty() ? 1U : 0U) << QVariantMap{{"uris", QStringList{uri}}};
        (void)QDBusConnection::sessionBus().send(response);
    }

private:
    QString m_request; ///< the path of the object that the answer comes from
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    FakePortal portal;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.registerVirtualObject(kRoot, &portal) || !bus.registerService("org.freedesktop.portal.Desktop"))
        return 1;
    const QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &portal, [&portal] {
        std::string line;
        if (std::getline(std::cin, line))
            portal.answer(QString::fromStdString(line));
        else
            QCoreApplication::quit();
    });
    say("ready");
    return QCoreApplication::exec();
}
