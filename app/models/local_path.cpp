// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/local_path.h"

#include <plm/shown_text.h>

#include <algorithm>

namespace peripheral {

namespace {

constexpr char16_t kFirstByte = 0xDC80, kLastByte = 0xDCFF; // of those that are no UTF-8
constexpr qsizetype kLongestCharacter = 4;
constexpr auto kFileScheme = "file://";

/// Bytes of the character that `bytes` begins with; 0 where it begins with none.
qsizetype characterLength(QByteArrayView bytes) {
    for (qsizetype length = 1; length <= std::min(kLongestCharacter, bytes.size()); ++length)
        if (bytes.first(length).isValidUtf8())
            return length;
    return 0;
}

/// Whether at `at` is what stands for a byte, and not the second half of a character.
bool isByte(const QString& path, qsizetype at) {
    const char16_t unit = path[at].unicode();
    return unit >= kFirstByte && unit <= kLastByte && (at == 0 || !path[at - 1].isHighSurrogate());
}

} // namespace

bool isText(const QString& path) {
    for (qsizetype at = 0; at < path.size(); ++at)
        if (isByte(path, at))
            return false;
    return true;
}

QString pathFromBytes(QByteArrayView bytes) {
    if (bytes.isValidUtf8())
        return QString::fromUtf8(bytes);
    QString path;
    while (!bytes.isEmpty()) {
        const qsizetype length = characterLength(bytes);
        if (length > 0)
            path += QString::fromUtf8(bytes.first(length));
        else
            path += QChar(char16_t(0xDC00 + static_cast<unsigned char>(bytes.front())));
        bytes = bytes.sliced(std::max<qsizetype>(length, 1));
    }
    return path;
}

QByteArray bytesOfPath(const QString& path) {
    QByteArray bytes;
    qsizetype written = 0;
    for (qsizetype at = 0; at < path.size(); ++at) {
        if (!isByte(path, at))
            continue;
        bytes += QStringView(path).sliced(written, at - written).toUtf8();
        bytes += static_cast<char>(path[at].unicode() & 0xFF);
        written = at + 1;
    }
    return bytes + QStringView(path).sliced(written).toUtf8();
}

std::filesystem::path systemPath(const QString& path) {
    return bytesOfPath(path).toStdString();
}

QStringList pathsFromArguments(int count, const char* const* arguments) {
    QStringList paths;
    for (int i = 0; i < count; ++i)
        paths += pathFromBytes(arguments[i]);
    return paths;
}

QString pathOfUrl(const QUrl& url) {
    return pathFromBytes(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()));
}

QString shownText(const QString& text) {
    return QString::fromStdString(plm::shownText(bytesOfPath(text).toStdString()));
}

QString shownText(const std::string& text) {
    return QString::fromStdString(plm::shownText(text));
}

QString shownPath(const QString& path) {
    return QString::fromStdString(plm::displayName(systemPath(path)));
}

QString textOfPath(const QString& path) {
    return isText(path) ? path : kFileScheme + QString::fromLatin1(bytesOfPath(path).toPercentEncoding("/"));
}

QString pathFromText(const QString& text) {
    return text.startsWith(kFileScheme) ? pathOfUrl(QUrl(text)) : text;
}

} // namespace peripheral
