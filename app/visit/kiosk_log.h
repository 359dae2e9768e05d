// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config.h"
#include "kiosk/log_file.h"

#include <QtGlobal>

#include <memory>

namespace peripheral {

/// As long as it lives, what the program itself logs also goes to the operator's log, if there is one. What
/// Qt and other libraries log does not: it may quote what is shown. One at a time; any thread may log.
class KioskLog {
public:
    explicit KioskLog(const kiosk::Config& config);
    KioskLog(const KioskLog&) = delete;
    KioskLog& operator=(const KioskLog&) = delete;
    ~KioskLog();

private:
    static void write(QtMsgType type, const QMessageLogContext& context, const QString& message);

    std::unique_ptr<kiosk::LogFile> m_file;
    QtMessageHandler m_before = nullptr;
};

} // namespace peripheral
