// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_database.h"

#include <QFile>

#include <sqlite3.h>

RawDatabase::RawDatabase(const QString& path) {
    sqlite3_open(QFile::encodeName(path).constData(), &m_handle);
}

RawDatabase::~RawDatabase() {
    sqlite3_close_v2(m_handle);
}

QStringList RawDatabase::column(const QByteArray& sql) {
    QStringList lines;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_handle, sql.constData(), -1, &statement, nullptr) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            lines.append(QString::fromUtf8(text, sqlite3_column_bytes(statement, 0)));
        }
        sqlite3_finalize(statement);
    }
    const int code = sqlite3_errcode(m_handle);
    if (code != SQLITE_OK && code != SQLITE_DONE)
        return {QStringLiteral("error: ") + QString::fromUtf8(sqlite3_errmsg(m_handle))};
    return lines;
}

QString RawDatabase::soundness() {
    const QStringList lines = column("PRAGMA integrity_check") + column("PRAGMA foreign_key_check");
    return lines.join(QLatin1String("; "));
}

QString databasePath(const QString& dataDir) {
    return dataDir + QLatin1String("/history.db");
}
