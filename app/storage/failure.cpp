// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/failure.h"

#include <QCoreApplication>
#include <QDir>

#include <cerrno>
#include <cstring>

namespace peripheral {
namespace {

/// Where translators find the sentences.
struct StorageText {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QString generalSentence(FailureKind kind) {
    switch (kind) {
    case FailureKind::Full:
        return StorageText::tr("There is no space left on the disk for “%1”; free some.");
    case FailureKind::Busy:
        return StorageText::tr("Another program holds “%1”; close that program.");
    case FailureKind::Locked:
        return StorageText::tr(
            "Another Peripheral is using the folder “%1”; close it or choose another folder.");
    case FailureKind::ReadOnly:
        return StorageText::tr("“%1” may not be written; allow that or choose another folder.");
    case FailureKind::Io:
        return StorageText::tr("“%1” cannot be read or written.");
    case FailureKind::Corrupt:
        return StorageText::tr("“%1” is damaged; the file was left as it is.");
    case FailureKind::Foreign:
        return StorageText::tr("“%1” is not a file of Peripheral; it was left as it is.");
    case FailureKind::Newer:
        return StorageText::tr(
            "“%1” was written by a newer Peripheral; start that one. The file was left as it is.");
    case FailureKind::Missing:
        return StorageText::tr("What was asked for is not in “%1”.");
    case FailureKind::NotOpen:
        return StorageText::tr("“%1” is not open, so nothing is kept.");
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

Failure failureAt(FailureKind kind, const QString& path, const QString& details, FailureSentences sentences) {
    QString sentence = sentences == nullptr ? QString() : sentences(kind);
    if (sentence.isEmpty())
        sentence = generalSentence(kind);
    return {kind, sentence.replace(QLatin1String("%1"), QDir::toNativeSeparators(path)), details};
}

Failure systemFailure(int error, const QString& path) {
    return failureAt(kindOf(error), path, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace peripheral
