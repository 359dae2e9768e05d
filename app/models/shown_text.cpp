// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/shown_text.h"

#include "models/local_path.h"

#include <plm/shown_text.h>

namespace peripheral {

QString shownText(const QString& text) {
    return QString::fromStdString(plm::shownText(bytesOfPath(text).toStdString()));
}

} // namespace peripheral
