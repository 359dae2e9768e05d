// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_log.h"

#include <QString>

#include <atomic>
#include <string_view>

namespace peripheral {

namespace {

std::atomic<kiosk::LogFile*> logFile = nullptr;
std::atomic<QtMessageHandler> before = nullptr;

/// Those of a kiosk's program that say nothing of what is said in it.
std::vector<std::string> ownCategories() {
    return {"peripheral.kiosk", "peripheral.service", "peripheral.weights", "peripheral.worker",
            "peripheral.settings"};
}

kiosk::LogFile::Level levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
    case QtInfoMsg:
        return kiosk::LogFile::Level::Info;
    case QtWarningMsg:
        return kiosk::LogFile::Level::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return kiosk::LogFile::Level::Error;
}

} // namespace

KioskLog::KioskLog(const kiosk::Config& config) {
    if (config.log.empty())
        return;
    m_file = std::make_unique<kiosk::LogFile>(config.log, config.logBytes, ownCategories());
    logFile = m_file.get();
    m_before = qInstallMessageHandler(&KioskLog::write);
    before = m_before;
}

KioskLog::~KioskLog() {
    if (!m_file)
        return;
    qInstallMessageHandler(m_before);
    logFile = nullptr;
}

void KioskLog::write(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (kiosk::LogFile* file = logFile; file != nullptr && context.category != nullptr)
        file->add(levelOf(type), context.category, message.toStdString());
    if (const QtMessageHandler next = before)
        next(type, context, message);
}

} // namespace peripheral
