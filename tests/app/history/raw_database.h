// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

struct sqlite3;

/// A connection of its own to a database file, for looking behind the store's back and for preparing files.
class RawDatabase {
public:
    explicit RawDatabase(const QString& path);
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    ~RawDatabase();

    /// The first column of every row; a failing statement gives one line that begins with "error: ".
    QStringList column(const QByteArray& sql);

    /// The first line of column(), empty where there is no row.
    QString value(const QByteArray& sql) { return column(sql).value(0); }

    /// What PRAGMA integrity_check and foreign_key_check say: "ok" for a sound file.
    QString soundness();

private:
    sqlite3* m_handle = nullptr;
};

/// The database of the data folder `dataDir`.
QString databasePath(const QString& dataDir);
