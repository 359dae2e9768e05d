// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QtQmlIntegration>

namespace peripheral {

/// What a visitor sees that the operator has chosen, in the visitor's language. GUI thread.
class KioskFace : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// Codes, e.g. "zh_CN", and what the languages call themselves, e.g. "简体中文".
    Q_PROPERTY(QStringList languages READ languages CONSTANT)
    Q_PROPERTY(QStringList languageNames READ languageNames CONSTANT)
    /// Of the visitor; the first of them while nobody is there.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    /// Texts are empty where the operator says nothing: then the program has words of its own.
    Q_PROPERTY(QString operatorName READ operatorName CONSTANT)
    Q_PROPERTY(QString message READ message NOTIFY languageChanged)
    Q_PROPERTY(QString privacy READ privacy NOTIFY languageChanged)
    /// What stands on the buttons, and question(i), what is asked by them.
    Q_PROPERTY(QStringList suggestions READ suggestions NOTIFY languageChanged)
    /// The model does not answer in the visitor's language; the name of one in which it does.
    Q_PROPERTY(bool answersInAnother READ answersInAnother NOTIFY answerLanguageChanged)
    Q_PROPERTY(QString answerLanguage READ answerLanguage NOTIFY answerLanguageChanged)
    /// Empty, too, where the file is not there.
    Q_PROPERTY(QUrl picture READ picture CONSTANT)
    /// "#RRGGBB"; empty: the theme's.
    Q_PROPERTY(QString accent READ accent CONSTANT)
    Q_PROPERTY(QString accentText READ accentText CONSTANT)
    Q_PROPERTY(bool consent READ consent CONSTANT)
    Q_PROPERTY(int rotation READ rotation CONSTANT) ///< clockwise, in degrees
    Q_PROPERTY(bool keyboard READ keyboard CONSTANT)
    Q_PROPERTY(bool readAloud READ readAloud CONSTANT)
    Q_PROPERTY(bool panel READ panel CONSTANT)
    Q_PROPERTY(int questionCharacters READ questionCharacters CONSTANT)
    /// The corner of the operator's gesture: 0 top left, 1 top right, 2 bottom left, 3 bottom right.
    Q_PROPERTY(int corner READ corner CONSTANT)

public:
    explicit KioskFace(const kiosk::Config& config, QObject* parent = nullptr);

    [[nodiscard]] QStringList languages() const;
    [[nodiscard]] QStringList languageNames() const;
    [[nodiscard]] QString language() const { return m_language; }
    /// Nothing where it is none of them.
    void setLanguage(const QString& language);
    [[nodiscard]] QString operatorName() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] QString privacy() const;
    [[nodiscard]] QStringList suggestions() const;
    /// Empty where there is no such suggestion.
    Q_INVOKABLE [[nodiscard]] QString question(int suggestion) const;
    [[nodiscard]] bool answersInAnother() const;
    [[nodiscard]] QString answerLanguage() const;
    /// The code of the language that answers are in: the visitor's, where the model has it.
    [[nodiscard]] QString answerCode() const;
    /// Whether the built-in model answers, be it in place of the operator's.
    void setBuiltInAnswers(bool answers);
    [[nodiscard]] QUrl picture() const;
    [[nodiscard]] QString accent() const;
    [[nodiscard]] QString accentText() const;
    [[nodiscard]] bool consent() const { return m_config.consent; }
    [[nodiscard]] int rotation() const { return static_cast<int>(m_config.rotation); }
    [[nodiscard]] bool keyboard() const { return m_config.keyboard; }
    [[nodiscard]] bool readAloud() const { return m_config.readAloud; }
    [[nodiscard]] bool panel() const { return m_config.panel; }
    [[nodiscard]] int questionCharacters() const { return m_config.questionCharacters; }
    [[nodiscard]] int corner() const { return static_cast<int>(m_config.corner); }

    /// All that it could say, in every language.
    [[nodiscard]] QStringList allTexts() const;

signals:
    /// Before languageChanged(): for whoever makes the program speak the language (Translations).
    void languageChosen(const QString& language);
    void languageChanged();
    /// With the visitor's language, or with the model.
    void answerLanguageChanged();

private:
    const kiosk::Config m_config;
    QString m_language;
    bool m_builtInAnswers = false;
};

} // namespace peripheral
