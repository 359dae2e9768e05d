// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/display.h"

#include "models/local_path.h"

#include <QDir>
#include <QFileInfo>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace peripheral {

namespace {

// A message handler is a bare function, and has no other place to keep them.
QStringList& heldMessages() {
    static QStringList messages;
    return messages;
}

/// The displays that the environment names, e.g. " (DISPLAY is “:7”)"; empty where it names none.
QString namedDisplays() {
    QStringList named;
    for (const char* variable : {"WAYLAND_DISPLAY", "DISPLAY"})
        if (const QString value = qEnvironmentVariable(variable); !value.isEmpty())
            named << QString("%1 is “%2”").arg(QLatin1String(variable), shownText(value));
    return named.isEmpty() ? QString() : QString(" (%1)").arg(named.join(", "));
}

/// Looked for first, because asking OpenGL takes a tenth of a second where it is done in software.
bool hasGpu() {
    const bool hasRenderNode =
        !QDir("/dev/dri").entryList({QStringLiteral("renderD*")}, QDir::System | QDir::Files).isEmpty();
    return hasRenderNode || QFileInfo::exists("/dev/nvidiactl");
}

/// The name of what does OpenGL here; empty where it cannot be had.
QByteArray glRenderer() {
    QOffscreenSurface surface;
    QOpenGLContext context;
    surface.create();
    if (!context.create() || !context.makeCurrent(&surface))
        return {};
    const auto* name = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    return QByteArray(name);
}

} // namespace

ExpectedDisplay::ExpectedDisplay() : m_before(qInstallMessageHandler(hold)) {}

void ExpectedDisplay::found() {
    if (m_before == nullptr)
        return;
    qInstallMessageHandler(std::exchange(m_before, nullptr));
    const QStringList held = std::exchange(heldMessages(), {});
    for (const QString& message : held)
        qWarning("%s", qPrintable(message));
}

void ExpectedDisplay::hold(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type != QtFatalMsg) {
        heldMessages() << message;
        return;
    }
    std::fprintf(stderr,
                 "Peripheral finds no display to open its window on%s; the program for terminals is "
                 "peripheral-cli: “peripheral-cli chat”.\n",
                 namedDisplays().toLocal8Bit().constData());
    // Qt would abort next.
    std::_Exit(EXIT_FAILURE);
}

bool isDoneInSoftware(const QByteArray& glRenderer) {
    constexpr std::array kNames{"llvmpipe", "softpipe", "swrast", "software", "swiftshader"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [name = glRenderer.toLower()](const char* known) { return name.contains(known); });
}

void chooseRenderer() {
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND") || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return;
    if (const QByteArray name = hasGpu() ? glRenderer() : QByteArray();
        name.isEmpty() || isDoneInSoftware(name))
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

} // namespace peripheral
