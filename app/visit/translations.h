// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTranslator>

class QQmlEngine;

namespace peripheral {

class KioskFace;

/// Lets the program speak the language of its visitor: its texts, and how numbers are written. While there is
/// none of these, nothing is translated. GUI thread, one at a time.
class Translations : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Translations)

public:
    explicit Translations(QObject* parent = nullptr);
    /// Gives back the language and the numbers of before.
    ~Translations() override;

    /// What `engine` shows is said anew with every change of the language.
    void retranslate(QQmlEngine& engine);
    /// The language of `face`, now and with each that is chosen. `face` is gone first, or never changes
    /// after.
    void follow(const KioskFace& face);

    /// From now on texts are in this language, "de" or "zh_CN"; in English, where there is no such
    /// translation.
    void setLanguage(const QString& code);
    /// That of the texts: "en" where a language was asked for that there is not.
    [[nodiscard]] QString language() const { return m_language; }

    /// All that setLanguage() knows, the source's first.
    [[nodiscard]] static QStringList languages();
    /// What the program can say to a visitor, in all languages; %1 and the like stand in them as they are.
    [[nodiscard]] static QStringList allTexts();
    /// The English texts that are others in `language`.
    [[nodiscard]] static QStringList sources(const QString& language);

signals:
    void languageChanged();

private:
    QPointer<QQmlEngine> m_engine;
    QTranslator m_translator;
    QString m_language = QStringLiteral("en");
    QLocale m_before; ///< the one of the program when this was made
};

} // namespace peripheral
