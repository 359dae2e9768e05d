// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/start.h"

#include "application/x11_activation.h"
#include "instance/handover.h"
#include "models/local_path.h"

#include <QDeadlineTimer>
#include <QThread>

#include <algorithm>

namespace peripheral {

namespace {

using namespace std::chrono_literals;

/// A window that is busy for longer than this is taken for one that does not answer.
constexpr std::chrono::milliseconds kPatienceForAnAnswer = 1s;
constexpr std::chrono::milliseconds kPause = 30ms;

constexpr char kActivationToken[] = "XDG_ACTIVATION_TOKEN";

HandoverMessage messageOf(const Options& options) {
    return {.file = bytesOfPath(options.model).toStdString(),
            .activationToken = qgetenv(kActivationToken).toStdString()};
}

} // namespace

void keepActivationToken() {
    const QByteArray startupId = qgetenv("DESKTOP_STARTUP_ID");
    if (!startupId.isEmpty() && qEnvironmentVariableIsEmpty(kActivationToken))
        qputenv(kActivationToken, startupId);
}

Start begin(const Options& options, std::chrono::milliseconds patience) {
    const QDeadlineTimer deadline(patience);
    for (;;) {
        auto folder = DataFolder::claim(options.dataDir);
        if (folder)
            return {.handedOver = false, .folder = std::move(*folder)};
        // Whatever else is wrong with the folder will not pass by waiting: the window says it at once.
        if (folder.error().kind != FailureKind::Locked || deadline.hasExpired())
            return {};
        const auto left = std::chrono::milliseconds(deadline.remainingTime());
        if (handOver(handoverAddress(options.dataDir), messageOf(options),
                     std::min(left, kPatienceForAnAnswer)))
            return {.handedOver = true, .folder = {}};
        QThread::msleep(static_cast<unsigned long>(kPause.count()));
    }
}

void bringForward(QWindow& window, const QString& activationToken) {
    // Where Qt's Wayland looks for it, once.
    if (!activationToken.isEmpty())
        qputenv(kActivationToken, activationToken.toLatin1());
    window.setWindowStates(window.windowStates() & ~Qt::WindowMinimized);
    window.raise();
    if (!activateOnX11(window, activationToken.toLatin1()))
        window.requestActivate();
}

} // namespace peripheral
