// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/failure.h"

#include <QCoreApplication>
#include <QDir>

#include <cerrno>
#include <cstring>

namespace peripheral {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("History", text);
}

QString sentenceOf(FailureKind kind) {
    switch (kind) {
    case FailureKind::Full:
        return tr("There is no space left on the disk for “%1”; free some.");
    case FailureKind::Busy:
        return tr("Another program holds “%1”; close that program.");
    case FailureKind::Locked:
        return tr("Another Peripheral is using the folder “%1”; close it or choose another folder.");
    case FailureKind::ReadOnly:
        return tr("“%1” may not be written; allow that or choose another folder.");
    case FailureKind::Io:
        return tr("“%1” cannot be read or written.");
    case FailureKind::Corrupt:
        return tr("The history “%1” is damaged; the file was left as it is.");
    case FailureKind::Foreign:
        return tr("“%1” is not a history of Peripheral; the file was left as it is.");
    case FailureKind::Newer:
        return tr("The history “%1” was written by a newer Peripheral; start that one. The file was left as "
                  "it is.");
    case FailureKind::Missing:
        return tr("A conversation or message is not in the history “%1”.");
    case FailureKind::NotOpen:
        return tr("The history is not open, so nothing is kept.");
    }
    return {};
}

FailureKind kindOf(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return FailureKind::Full;
    case EACCES:
    case EPERM:
    case EROFS:
        return FailureKind::ReadOnly;
    default:
        return FailureKind::Io;
    }
}

} // namespace

Failure failureAt(FailureKind kind, const QString& path, const QString& details) {
    return {kind, sentenceOf(kind).replace(QLatin1String("%1"), QDir::toNativeSeparators(path)), details};
}

Failure systemFailure(int error, const QString& path) {
    return failureAt(kindOf(error), path, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace peripheral
