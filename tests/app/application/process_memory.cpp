// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_memory.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>
#include <sys/uio.h>

namespace {

struct Mapping {
    quint64 begin = 0, end = 0;
    QByteArray rights, name;
};

QList<Mapping> mappingsOf(pid_t process) {
    QList<Mapping> mappings;
    QFile file(QString("/proc/%1/maps").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return mappings;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        const QList<QByteArray> ends = fields.value(0).split('-');
        if (ends.size() == 2 && fields.size() >= 5)
            mappings << Mapping{ends[0].toULongLong(nullptr, 16), ends[1].toULongLong(nullptr, 16), fields[1],
                                fields.value(5)};
    }
    return mappings;
}

QByteArray readFrom(pid_t process, const Mapping& mapping) {
    QByteArray bytes(static_cast<qsizetype>(mapping.end - mapping.begin), Qt::Uninitialized);
    const iovec here{bytes.data(), static_cast<std::size_t>(bytes.size())};
    const iovec there{reinterpret_cast<void*>(mapping.begin), static_cast<std::size_t>(bytes.size())};
    const auto read = process_vm_readv(process, &here, 1, &there, 1, 0);
    bytes.truncate(std::max<qsizetype>(0, read));
    return bytes;
}

} // namespace

QStringList placesOf(pid_t process, const QStringList& texts) {
    QStringList places;
    for (const Mapping& mapping : mappingsOf(process)) {
        const bool ofFile = mapping.name.startsWith('/');
        if (!mapping.rights.startsWith('r') || (ofFile && !mapping.rights.contains('w')))
            continue;
        const QByteArray bytes = readFrom(process, mapping);
        for (const QString& text : texts) {
            const auto wide =
                QByteArray::fromRawData(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
            if (bytes.contains(text.toUtf8()) || bytes.contains(wide))
                places << QString("%1: %2").arg(QString::fromLatin1(mapping.name), text);
        }
    }
    return places;
}
