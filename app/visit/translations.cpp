// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/translations.h"

#include "visit/kiosk_face.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QQmlEngine>
#include <QXmlStreamReader>

namespace peripheral {

namespace {

const QString kEnglish = QStringLiteral("en");

QString fileOf(const QString& language, const QString& ending) {
    return QStringLiteral(":/peripheral/translations/peripheral_%1.%2").arg(language, ending);
}

/// Where the system speaks the language, it says how numbers look in this country.
QLocale localeOf(const QString& code) {
    const QLocale locale(code);
    const QLocale system = QLocale::system();
    return system.language() == locale.language() && system.script() == locale.script() ? system : locale;
}

/// Sources and translations of a .ts file, as translators see it.
QStringList textsOf(const QString& language) {
    QStringList texts;
    QFile file(fileOf(language, QStringLiteral("ts")));
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement &&
            (xml.name() == QLatin1String("source") || xml.name() == QLatin1String("translation")))
            texts << xml.readElementText(QXmlStreamReader::IncludeChildElements);
    }
    return texts;
}

} // namespace

Translations::Translations(QObject* parent) : QObject(parent) {}

Translations::~Translations() {
    QCoreApplication::removeTranslator(&m_translator);
    QLocale::setDefault(m_before);
}

void Translations::retranslate(QQmlEngine& engine) {
    m_engine = &engine;
}

void Translations::follow(const KioskFace& face) {
    connect(&face, &KioskFace::languageChosen, this, &Translations::setLanguage);
    setLanguage(face.language());
}

void Translations::setLanguage(const QString& code) {
    QCoreApplication::removeTranslator(&m_translator);
    // Asked first, as load() would take "de" for "de_AT".
    const QString file = fileOf(code, QStringLiteral("qm"));
    const bool there = QFile::exists(file) && m_translator.load(file);
    if (there)
        QCoreApplication::installTranslator(&m_translator);
    m_language = there ? code : kEnglish;
    QLocale::setDefault(localeOf(m_language));
    if (m_engine) {
        m_engine->setUiLanguage(QString(m_language).replace(u'_', u'-'));
        m_engine->retranslate();
    }
    emit languageChanged();
}

QStringList Translations::languages() {
    QStringList all{kEnglish};
    for (const QString& code : {QStringLiteral("de"), QStringLiteral("zh_CN")}) {
        if (QFile::exists(fileOf(code, QStringLiteral("qm"))))
            all << code;
    }
    return all;
}

QStringList Translations::allTexts() {
    QStringList all;
    for (const QString& language : languages())
        all << textsOf(language);
    all.removeDuplicates();
    all.removeAll(QString());
    return all;
}

QStringList Translations::sources(const QString& language) {
    const QStringList texts = textsOf(language); // in turn a source and its translation
    QStringList others;
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2) {
        if (texts.at(i) != texts.at(i + 1))
            others << texts.at(i);
    }
    return others;
}

} // namespace peripheral

#include "moc_translations.cpp"
