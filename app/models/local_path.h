// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <filesystem>

namespace peripheral {

// The system's names of files are bytes, and a QString holds characters. QFile::decodeName() and
// QUrl::toLocalFile() lose bytes that are no UTF-8. These do not: such a byte becomes a lone surrogate,
// U+DC00 and the byte, as Python has it (PEP 383). A QString that holds one is a path like others, but must
// pass through shownPath() to be shown and textOfPath() to be written to a file. Any thread.

QString pathFromBytes(QByteArrayView bytes);
QByteArray bytesOfPath(const QString& path);
std::filesystem::path systemPath(const QString& path);

/// The program's arguments as paths, for those that are; the program's name first.
QStringList pathsFromArguments(int count, const char* const* arguments);

/// What a file dialog or a drop means: the path of a local file's URL, and a URL without scheme as a path.
QString pathOfUrl(const QUrl& url);

/// Whether all bytes of the path are UTF-8: only then do Qt and SQLite know it too.
bool isText(const QString& path);

/// `text` as part of one line of a label or of the log, as plm::shownText(): sentences, titles, and all else
/// that may hold text of files or users. What pathFromBytes() put in for bytes that are no UTF-8 is shown as
/// those bytes. Applied twice, it is as applied once. Any thread.
[[nodiscard]] QString shownText(const QString& text);
/// The same of bytes of the engine's, UTF-8 or not.
[[nodiscard]] QString shownText(const std::string& text);

/// A path for labels, as plm::displayName().
QString shownPath(const QString& path);

/// An absolute path as text, for settings and messages: itself, or a URL where it is no text.
QString textOfPath(const QString& path);
QString pathFromText(const QString& text);

} // namespace peripheral
