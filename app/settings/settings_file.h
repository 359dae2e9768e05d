// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/ini_text.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <optional>

namespace peripheral {

/// Values by key ("section/name"), kept in an ini file that people may edit too. What is changed is written a
/// moment later and at the end, whole or not at all; where that fails, the log says so once and the values
/// stay for this run. GUI thread.
class SettingsFile : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsFile)

public:
    /// Reads `path`; one that is missing, or is no text of sensible length, gives no values. Empty: there is
    /// no file, and nothing is written.
    explicit SettingsFile(const QString& path, QObject* parent = nullptr);
    ~SettingsFile() override;

    [[nodiscard]] std::optional<QString> value(const char* key) const;
    /// Keeps the value; false where it is what is kept already.
    bool set(const char* key, const QString& changed);

    /// While another process may write the file, this one must not: changes are for this run only, until
    /// saving begins (again), which reads the file once more and writes them into it.
    void setSaving(bool saving);

private:
    void read();
    void write();

    const QString m_path;
    IniText m_text;
    std::map<QByteArray, QString> m_changed; ///< not written yet
    bool m_saving = true;
    bool m_failed = false;
    QTimer m_delay;
};

} // namespace peripheral
