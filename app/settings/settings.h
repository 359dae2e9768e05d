// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settings_file.h"

#include <QObject>
#include <QtQmlIntegration>

namespace peripheral {

/// What the user chose, kept in an ini file (see SettingsFile). Every value is checked when it is read and
/// when it is set. GUI thread.
class Settings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(bool sidebarOpen READ sidebarOpen WRITE setSidebarOpen NOTIFY sidebarOpenChanged)
    Q_PROPERTY(bool panelOpen READ panelOpen WRITE setPanelOpen NOTIFY panelOpenChanged)
    /// Names of the sections of the device panel that are folded away.
    Q_PROPERTY(
        QStringList foldedSections READ foldedSections WRITE setFoldedSections NOTIFY foldedSectionsChanged)
    /// Factor on every size of type, 1 to 2.
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    Q_PROPERTY(peripheral::Settings::Scheme scheme READ scheme WRITE setScheme NOTIFY schemeChanged)
    Q_PROPERTY(int windowWidth READ windowWidth WRITE setWindowWidth NOTIFY windowWidthChanged)
    Q_PROPERTY(int windowHeight READ windowHeight WRITE setWindowHeight NOTIFY windowHeightChanged)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
    /// Sampling temperature of answers, 0 (always the likeliest token) to 2.
    Q_PROPERTY(double temperature READ temperature WRITE setTemperature NOTIFY temperatureChanged)
    /// Put before every conversation; where it is empty the model's own default is used.
    Q_PROPERTY(QString systemPrompt READ systemPrompt WRITE setSystemPrompt NOTIFY systemPromptChanged)
    /// What computes: "auto", "cpu", or "vulkan:N", the GPU with that number.
    Q_PROPERTY(QString executor READ executor WRITE setExecutor NOTIFY executorChanged)

public:
    enum Scheme { System, Light, Dark, HighContrast };
    Q_ENUM(Scheme)

    /// Reads `file`; one that is missing or damaged gives the defaults. Empty: nothing is read or written.
    explicit Settings(const QString& file, QObject* parent = nullptr);

    /// Whether what is changed is written: not while another process has the folder of the file.
    void setSaving(bool saving) { m_file.setSaving(saving); }

    [[nodiscard]] bool sidebarOpen() const;
    [[nodiscard]] bool panelOpen() const;
    [[nodiscard]] QStringList foldedSections() const;
    [[nodiscard]] double textScale() const;
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] int windowWidth() const;
    [[nodiscard]] int windowHeight() const;
    [[nodiscard]] bool reducedMotion() const;
    [[nodiscard]] double temperature() const;
    [[nodiscard]] QString systemPrompt() const;
    [[nodiscard]] QString executor() const;
    /// The model opened last, as pathFromBytes() has it; empty for the built-in one.
    [[nodiscard]] QString modelPath() const;
    /// Bytes that saved caches may take on the disk; 0: none are saved.
    [[nodiscard]] qint64 cacheBudget() const;
    /// Bytes that models' converted weights may take there; 0: none are kept.
    [[nodiscard]] qint64 weightsBudget() const;

    void setSidebarOpen(bool open);
    void setPanelOpen(bool open);
    void setFoldedSections(const QStringList& names);
    void setTextScale(double scale);
    void setScheme(Scheme scheme);
    void setWindowWidth(int width);
    void setWindowHeight(int height);
    void setReducedMotion(bool reduced);
    void setTemperature(double temperature);
    void setSystemPrompt(const QString& prompt);
    /// Nothing where it is no such name.
    void setExecutor(const QString& name);
    void setModelPath(const QString& path);

signals:
    void sidebarOpenChanged();
    void panelOpenChanged();
    void foldedSectionsChanged();
    void textScaleChanged();
    void schemeChanged();
    void windowWidthChanged();
    void windowHeightChanged();
    void reducedMotionChanged();
    void temperatureChanged();
    void systemPromptChanged();
    void executorChanged();

private:
    [[nodiscard]] double number(const char* key, double standard, double least, double most) const;
    [[nodiscard]] bool flag(const char* key, bool standard) const;

    SettingsFile m_file;
};

} // namespace peripheral
