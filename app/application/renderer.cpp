// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/renderer.h"

#include <QDir>
#include <QFileInfo>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>

#include <algorithm>
#include <array>

namespace peripheral {

namespace {

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
