// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_file.h"

#include "models/local_path.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>

#include <chrono>
#include <string_view>
#include <utility>

namespace peripheral {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcSettings, "peripheral.settings")

constexpr qint64 kLongestFile = 1 << 20;
/// While a window is being resized, every step would be written.
constexpr auto kDelay = 500ms;

struct Place {
    std::string_view section, name;
};

Place placeOf(std::string_view key) {
    const std::size_t slash = key.find('/');
    return {key.substr(0, slash), key.substr(slash + 1)};
}

} // namespace

SettingsFile::SettingsFile(const QString& path, QObject* parent) : QObject(parent), m_path(path) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &SettingsFile::write);
    read();
}

SettingsFile::~SettingsFile() {
    write();
}

std::optional<QString> SettingsFile::value(const char* key) const {
    const Place place = placeOf(key);
    const auto value = m_text.value(place.section, place.name);
    return value ? std::optional(QString::fromStdString(*value)) : std::nullopt;
}

bool SettingsFile::set(const char* key, const QString& changed) {
    if (value(key) == changed)
        return false;
    const Place place = placeOf(key);
    m_text.set(place.section, place.name, changed.toStdString());
    m_changed[key] = changed;
    m_delay.start();
    return true;
}

void SettingsFile::setSaving(bool saving) {
    if (std::exchange(m_saving, saving) == saving || !saving)
        return;
    read();
    for (const auto& [key, changed] : m_changed) {
        const Place place = placeOf(key.constData());
        m_text.set(place.section, place.name, changed.toStdString());
    }
    write();
}

void SettingsFile::read() {
    if (m_path.isEmpty())
        return;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLongestFile)
        return;
    m_text = IniText(file.readAll().toStdString());
}

void SettingsFile::write() {
    m_delay.stop();
    if (!m_saving || m_path.isEmpty() || m_changed.empty())
        return;
    QSaveFile file(m_path);
    const QByteArray text = QByteArray::fromStdString(m_text.text());
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (written)
        m_changed.clear();
    else if (!m_failed)
        qCWarning(lcSettings, "The settings cannot be written to “%s”: %s.",
                  qUtf8Printable(shownText(m_path)), qUtf8Printable(shownText(file.errorString())));
    m_failed = !written;
}

} // namespace peripheral

#include "moc_settings_file.cpp"
