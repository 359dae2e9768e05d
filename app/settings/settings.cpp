// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

constexpr int kLeastWindow = 200;
constexpr int kMostWindow = 16384;
constexpr int kMostCacheMib = 1 << 20; // a tebibyte

} // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent),
      m_file(file, QSettings::IniFormat) {}

bool Settings::sidebarOpen() const {
    return m_file.value("window/sidebar", true).toBool();
}
bool Settings::panelOpen() const {
    return m_file.value("window/panel", false).toBool();
}
double Settings::textScale() const {
    return number("look/text-scale", 1, 1, 2);
}
Settings::Scheme Settings::scheme() const {
    return static_cast<Scheme>(number("look/scheme", System, System, HighContrast));
}
int Settings::windowWidth() const {
    return static_cast<int>(number("window/width", 1200, kLeastWindow, kMostWindow));
}
int Settings::windowHeight() const {
    return static_cast<int>(number("window/height", 800, kLeastWindow, kMostWindow));
}
bool Settings::reducedMotion() const {
    return m_file.value("look/reduced-motion", false).toBool();
}
double Settings::temperature() const {
    return number("answers/temperature", 0.8, 0, 2);
}
QString Settings::systemPrompt() const {
    return m_file.value("answers/system-prompt").toString();
}
QString Settings::modelPath() const {
    return m_file.value("model/path").toString();
}

qint64 Settings::cacheBudget() const {
    return static_cast<qint64>(number("answers/cache-mib", 1024, 0, kMostCacheMib)) << 20;
}

qint64 Settings::weightsBudget() const {
    return static_cast<qint64>(number("answers/weights-mib", 4096, 0, kMostCacheMib)) << 20;
}

void Settings::setSidebarOpen(bool open) {
    if (keep("window/sidebar", open))
        emit sidebarOpenChanged();
}

void Settings::setPanelOpen(bool open) {
    if (keep("window/panel", open))
        emit panelOpenChanged();
}

void Settings::setTextScale(double scale) {
    if (keep("look/text-scale", std::clamp(scale, 1.0, 2.0)))
        emit textScaleChanged();
}

void Settings::setScheme(Scheme scheme) {
    if (keep("look/scheme", int{scheme}))
        emit schemeChanged();
}

void Settings::setWindowWidth(int width) {
    if (keep("window/width", std::clamp(width, kLeastWindow, kMostWindow)))
        emit windowWidthChanged();
}

void Settings::setWindowHeight(int height) {
    if (keep("window/height", std::clamp(height, kLeastWindow, kMostWindow)))
        emit windowHeightChanged();
}

void Settings::setReducedMotion(bool reduced) {
    if (keep("look/reduced-motion", reduced))
        emit reducedMotionChanged();
}

void Settings::setTemperature(double temperature) {
    if (keep("answers/temperature", std::clamp(temperature, 0.0, 2.0)))
        emit temperatureChanged();
}

void Settings::setSystemPrompt(const QString& prompt) {
    if (keep("answers/system-prompt", prompt))
        emit systemPromptChanged();
}

void Settings::setModelPath(const QString& path) {
    keep("model/path", path);
}

double Settings::number(const char* key, double standard, double least, double most) const {
    bool isNumber = false;
    const double value = m_file.value(key, standard).toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::clamp(value, least, most) : standard;
}

bool Settings::keep(const char* key, const QVariant& value) {
    // What was read from the file is text; a value not kept yet counts as changed, which does no harm.
    if (m_file.contains(key) && m_file.value(key).toString() == value.toString())
        return false;
    m_file.setValue(key, value);
    return true;
}

} // namespace peripheral
