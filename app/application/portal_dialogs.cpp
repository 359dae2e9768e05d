// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/portal_dialogs.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFileInfo>

namespace peripheral {

namespace {

constexpr char kTheme[] = "QT_QPA_PLATFORMTHEME";
constexpr int kPatience = 100; // ms; one that runs takes one or two

const QString kConnection = "peripheral-portal";
const QString kPortal = "org.freedesktop.portal.Desktop";

/// Where there is none, libdbus would start one.
bool hasSessionBus() {
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + "/bus");
}

/// Whether a portal that has file dialogs runs. Qt will ask it for more, and would wait for it for half a
/// minute.
bool answers(const QDBusConnection& bus) {
    QDBusMessage question = QDBusMessage::createMethodCall(kPortal, "/org/freedesktop/portal/desktop",
                                                           "org.freedesktop.DBus.Properties", "Get");
    question << "org.freedesktop.portal.FileChooser"
             << "version";
    question.setAutoStartService(false);
    return bus.call(question, QDBus::Block, kPatience).type() == QDBusMessage::ReplyMessage;
}

void start(const QDBusConnection& bus) {
    QDBusMessage request = QDBusMessage::createMethodCall("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                          "org.freedesktop.DBus", "StartServiceByName");
    request << kPortal << 0U;
    (void)bus.send(request);
}

} // namespace

PortalDialogs::PortalDialogs() {
    if (qEnvironmentVariableIsSet(kTheme) || !hasSessionBus())
        return;
    // Not QDBusConnection::sessionBus(), which wants an application.
    const auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, kConnection);
    m_asked = answers(bus);
    if (m_asked)
        qputenv(kTheme, "xdgdesktopportal");
    else
        start(bus);
}

PortalDialogs::~PortalDialogs() {
    if (m_asked)
        qunsetenv(kTheme);
    QDBusConnection::disconnectFromBus(kConnection);
}

} // namespace peripheral
