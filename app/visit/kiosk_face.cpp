// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_face.h"

#include "models/loaded_model.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <utility>

namespace peripheral {

namespace {

struct NamedLanguage {
    const char* code;
    const char* name; ///< in itself
};

constexpr std::array<NamedLanguage, 3> kLanguages{
    {{"en", "English"}, {"de", "Deutsch"}, {"zh_CN", "简体中文"}}};

QString nameOf(const std::string& code) {
    const auto* found = std::find_if(kLanguages.begin(), kLanguages.end(),
                                     [&](const NamedLanguage& one) { return one.code == code; });
    return found == kLanguages.end() ? QString::fromStdString(code) : QString::fromUtf8(found->name);
}

QString textIn(const kiosk::Config::ByLanguage& texts, const QString& language) {
    const auto found = texts.find(language.toStdString());
    return found == texts.end() ? QString() : QString::fromStdString(found->second);
}

/// For translators: what LoadedModel::suggestions() gives. translations_test compares.
[[maybe_unused]] constexpr const char* kSuggestions[] = {
    QT_TRANSLATE_NOOP("Suggestions", "What is the capital of Japan?"),
    QT_TRANSLATE_NOOP("Suggestions", "What is 8 times 11?"),
    QT_TRANSLATE_NOOP("Suggestions", "Tell me a short story about a fox."),
};

/// What the built-in model answers rightly, as the visitor reads it.
QString translated(const QString& question) {
    return QCoreApplication::translate("Suggestions", question.toUtf8().constData());
}

QStringList texts(const std::vector<std::string>& all) {
    QStringList list;
    for (const std::string& one : all)
        list << QString::fromStdString(one);
    return list;
}

} // namespace

KioskFace::KioskFace(const kiosk::Config& config, QObject* parent)
    : QObject(parent),
      m_config(config),
      m_language(QString::fromStdString(config.languages.empty() ? "en" : config.languages.front())) {}

QStringList KioskFace::languages() const {
    return texts(m_config.languages);
}

QStringList KioskFace::languageNames() const {
    QStringList names;
    for (const std::string& code : m_config.languages)
        names << nameOf(code);
    return names;
}

void KioskFace::setLanguage(const QString& language) {
    if (language == m_language || !languages().contains(language))
        return;
    m_language = language;
    emit languageChosen(language);
    emit languageChanged();
    emit answerLanguageChanged();
}

QString KioskFace::operatorName() const {
    return QString::fromStdString(m_config.name);
}

QString KioskFace::message() const {
    return textIn(m_config.message, m_language);
}

QString KioskFace::privacy() const {
    return textIn(m_config.privacy, m_language);
}

QStringList KioskFace::suggestions() const {
    const auto own = m_config.suggestions.find(m_language.toStdString());
    if (own != m_config.suggestions.end())
        return texts(own->second);
    QStringList shown;
    for (const QString& question : LoadedModel::suggestions())
        shown << translated(question);
    return shown;
}

QString KioskFace::question(int suggestion) const {
    const bool own = m_config.suggestions.contains(m_language.toStdString());
    return (own ? suggestions() : LoadedModel::suggestions()).value(suggestion);
}

bool KioskFace::answersInAnother() const {
    return !answerLanguage().isEmpty();
}

QString KioskFace::answerLanguage() const {
    const QString code = answerCode();
    return code == m_language ? QString() : nameOf(code.toStdString());
}

QString KioskFace::answerCode() const {
    // The built-in model was made for English; what the operator says is said of the model that they chose.
    const bool standsIn = m_builtInAnswers && !m_config.model.empty();
    const bool nothingSaid = m_config.model.empty() && m_config.modelLanguages.empty();
    const QString spoken = QString::fromStdString(standsIn || nothingSaid ? "en" : m_config.modelLanguages);
    QStringList all = spoken.split(',', Qt::SkipEmptyParts);
    for (QString& one : all)
        one = one.trimmed();
    return all.isEmpty() || all.contains(m_language) ? m_language : all.front();
}

void KioskFace::setBuiltInAnswers(bool answers) {
    if (std::exchange(m_builtInAnswers, answers) != answers)
        emit answerLanguageChanged();
}

QUrl KioskFace::picture() const {
    const QString file = QFile::decodeName(QByteArray::fromStdString(m_config.picture.native()));
    return QFile::exists(file) ? QUrl::fromLocalFile(file) : QUrl();
}

QString KioskFace::accent() const {
    return QString::fromStdString(m_config.colours.accent);
}

QString KioskFace::accentText() const {
    return QString::fromStdString(m_config.colours.accentText);
}

QStringList KioskFace::allTexts() const {
    QStringList all{operatorName(), QString::fromStdString(m_config.systemPrompt)};
    for (const auto* words : {&m_config.message, &m_config.privacy}) {
        for (const auto& [language, text] : *words)
            all << QString::fromStdString(text);
    }
    for (const auto& [language, questions] : m_config.suggestions)
        all << texts(questions);
    return all << LoadedModel::suggestions();
}

} // namespace peripheral

#include "moc_kiosk_face.cpp"
