// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"

#include "models/local_path.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

constexpr int kLeastWindow = 200;
constexpr int kMostWindow = 16384;
constexpr int kMostCacheMib = 1 << 20; // a tebibyte

bool isExecutor(const QString& name) {
    static const QRegularExpression form(QStringLiteral("^(auto|cpu|vulkan:[0-9]{1,3})$"));
    return form.match(name).hasMatch();
}

QString wordFor(bool flag) {
    return flag ? QStringLiteral("true") : QStringLiteral("false");
}

QString wordFor(double number) {
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

Settings::Settings(const QString& file, QObject* parent) : QObject(parent), m_file(file) {}

bool Settings::sidebarOpen() const {
    return flag("window/sidebar", true);
}
bool Settings::panelOpen() const {
    return flag("window/panel", false);
}
QStringList Settings::foldedSections() const {
    return m_file.value("window/folded-sections").value_or(QString()).split(' ', Qt::SkipEmptyParts);
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
    return flag("look/reduced-motion", false);
}
double Settings::temperature() const {
    return number("answers/temperature", 0.8, 0, 2);
}
QString Settings::systemPrompt() const {
    return m_file.value("answers/system-prompt").value_or(QString());
}
QString Settings::executor() const {
    const QString name = m_file.value("model/executor").value_or(QString());
    return isExecutor(name) ? name : QStringLiteral("auto");
}
QString Settings::modelPath() const {
    return pathFromText(m_file.value("model/path").value_or(QString()));
}

qint64 Settings::cacheBudget() const {
    return static_cast<qint64>(number("answers/cache-mib", 1024, 0, kMostCacheMib)) << 20;
}

qint64 Settings::weightsBudget() const {
    return static_cast<qint64>(number("answers/weights-mib", 4096, 0, kMostCacheMib)) << 20;
}

void Settings::setSidebarOpen(bool open) {
    if (m_file.set("window/sidebar", wordFor(open)))
        emit sidebarOpenChanged();
}

void Settings::setPanelOpen(bool open) {
    if (m_file.set("window/panel", wordFor(open)))
        emit panelOpenChanged();
}

void Settings::setFoldedSections(const QStringList& names) {
    if (m_file.set("window/folded-sections", names.join(' ')))
        emit foldedSectionsChanged();
}

void Settings::setTextScale(double scale) {
    if (m_file.set("look/text-scale", wordFor(std::clamp(scale, 1.0, 2.0))))
        emit textScaleChanged();
}

void Settings::setScheme(Scheme scheme) {
    if (m_file.set("look/scheme", QString::number(int{scheme})))
        emit schemeChanged();
}

void Settings::setWindowWidth(int width) {
    if (m_file.set("window/width", QString::number(std::clamp(width, kLeastWindow, kMostWindow))))
        emit windowWidthChanged();
}

void Settings::setWindowHeight(int height) {
    if (m_file.set("window/height", QString::number(std::clamp(height, kLeastWindow, kMostWindow))))
        emit windowHeightChanged();
}

void Settings::setReducedMotion(bool reduced) {
    if (m_file.set("look/reduced-motion", wordFor(reduced)))
        emit reducedMotionChanged();
}

void Settings::setTemperature(double temperature) {
    if (m_file.set("answers/temperature", wordFor(std::clamp(temperature, 0.0, 2.0))))
        emit temperatureChanged();
}

void Settings::setSystemPrompt(const QString& prompt) {
    if (m_file.set("answers/system-prompt", prompt))
        emit systemPromptChanged();
}

void Settings::setExecutor(const QString& name) {
    if (isExecutor(name) && m_file.set("model/executor", name))
        emit executorChanged();
}

void Settings::setModelPath(const QString& path) {
    m_file.set("model/path", textOfPath(path));
}

double Settings::number(const char* key, double standard, double least, double most) const {
    bool isNumber = false;
    const double value = m_file.value(key).value_or(QString()).toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::clamp(value, least, most) : standard;
}

bool Settings::flag(const char* key, bool standard) const {
    const QString word = m_file.value(key).value_or(QString()).toLower();
    if (word == QLatin1String("true") || word == QLatin1String("1"))
        return true;
    return standard && word != QLatin1String("false") && word != QLatin1String("0");
}

} // namespace peripheral

#include "moc_settings.cpp"
