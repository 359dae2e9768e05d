// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote.h"

namespace peripheral {

void post(QObject* object, std::function<void()> task) {
    QMetaObject::invokeMethod(object, std::move(task), Qt::QueuedConnection);
}

} // namespace peripheral
