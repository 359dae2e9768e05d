// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loaded_model.h"
#include "qt_test.h"
#include "visit/kiosk_face.h"
#include "visit/translations.h"

#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QXmlStreamReader>

#include <memory>

using peripheral::Translations;

namespace {

/// A text as translators see it.
struct ListedText {
    QString context;
    QString source;
    QString translation;
    bool finished = true;
};

QList<ListedText> listedTexts(const QString& language) {
    QFile file(":/peripheral/translations/peripheral_" + language + ".ts");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<ListedText> texts;
    ListedText text;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            text.context = xml.readElementText();
        } else if (xml.name() == QLatin1String("source")) {
            text.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            text.finished = !xml.attributes().hasAttribute("type");
            text.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            texts << text;
        }
    }
    return texts;
}

/// "%1" and the like, in order.
QStringList placesIn(const QString& text) {
    static const QRegularExpression place("%L?([1-9]|n)");
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();)
        places << found.next().captured();
    places.sort();
    return places;
}

/// Why this is no translation of it; empty where it is one.
QString flawOf(const ListedText& text) {
    if (!text.finished || text.translation.trimmed().isEmpty())
        return "not translated";
    if (placesIn(text.source) != placesIn(text.translation))
        return "other places to fill in";
    if (text.source.count('\n') != text.translation.count('\n'))
        return "other line ends";
    if (text.translation.contains("  ") || text.translation != text.translation.trimmed())
        return "blanks at the ends or one after the other";
    if (text.source.endsWith(QChar(0x2026)) != text.translation.endsWith(QChar(0x2026)))
        return "an ellipsis in one of them only";
    return {};
}

/// Texts of QML in the context MessageFooter, and a number.
class ShownTexts {
public:
    explicit ShownTexts(QQmlEngine& engine) : m_component(&engine) {
        engine.addImportPath("qrc:/qt/qml");
        m_component.setData("import QtQml\nimport Peripheral.Style\nQtObject {\n"
                            "property string stopped: qsTr(\"Stopped.\")\n"
                            "property string half: Format.decimal(1234.5, 1)\n}",
                            QUrl("qrc:/MessageFooter.qml"));
        m_object.reset(m_component.create());
    }
    [[nodiscard]] QString stopped() const { return m_object->property("stopped").toString(); }
    [[nodiscard]] QString half() const { return m_object->property("half").toString(); }

private:
    QQmlComponent m_component;
    std::unique_ptr<QObject> m_object;
};

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void areComplete_data();
    void areComplete();
    void haveTheSuggestions_data() { areComplete_data(); }
    void haveTheSuggestions();
    void changeWhatIsShownAtOnce();
    void fallBackToEnglish();
    void followAFace();
    void leaveNothingBehind();
    void giveAllTexts();
};

void TranslationsTest::areComplete_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << "de";
    QTest::newRow("Chinese") << "zh_CN";
}

void TranslationsTest::areComplete() {
    QFETCH(QString, language);
    const auto texts = listedTexts(language);
    QVERIFY(texts.size() > 100);
    QStringList flaws;
    for (const ListedText& text : texts) {
        if (const QString flaw = flawOf(text); !flaw.isEmpty())
            flaws << QString("%1, “%2”: %3").arg(text.context, text.source, flaw);
    }
    QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join('\n')));
}

void TranslationsTest::haveTheSuggestions() {
    QFETCH(QString, language);
    Translations translations;
    translations.setLanguage(language);
    for (const QString& question : peripheral::LoadedModel::suggestions()) {
        const QString shown = QCoreApplication::translate("Suggestions", qPrintable(question));
        QVERIFY2(shown != question, qPrintable(question));
    }
}

void TranslationsTest::changeWhatIsShownAtOnce() {
    QQmlEngine engine;
    Translations translations;
    translations.retranslate(engine);
    const ShownTexts shown(engine);
    QCOMPARE(shown.stopped(), "Stopped.");
    translations.setLanguage("de");
    QCOMPARE(shown.stopped(), "Angehalten.");
    QCOMPARE(shown.half(), "1.234,5");
    translations.setLanguage("zh_CN");
    QCOMPARE(shown.stopped(), QString::fromUtf8("已停止。"));
    QCOMPARE(shown.half(), "1,234.5");
    translations.setLanguage("en");
    QCOMPARE(shown.stopped(), "Stopped.");
    QCOMPARE(shown.half(), "1,234.5");
}

void TranslationsTest::fallBackToEnglish() {
    Translations translations;
    QSignalSpy changes(&translations, &Translations::languageChanged);
    for (const char* language : {"fr", "", "../de", "de_AT_x", "en_GB"}) {
        translations.setLanguage("de");
        changes.clear();
        translations.setLanguage(language);
        QVERIFY2(translations.language() == "en", language);
        QCOMPARE(QCoreApplication::translate("MessageFooter", "Stopped."), "Stopped.");
        QCOMPARE(changes.size(), 1);
    }
}

void TranslationsTest::followAFace() {
    peripheral::kiosk::Config config;
    config.languages = {"de", "zh_CN", "en"};
    peripheral::KioskFace face(config);
    Translations translations;
    translations.follow(face);
    QCOMPARE(translations.language(), "de");
    // Whoever hears of the change finds the suggestions in the new language already.
    QStringList heard;
    connect(&face, &peripheral::KioskFace::languageChanged, this, [&] { heard << face.suggestions(); });
    QVERIFY(face.suggestions().contains("Was ist die Hauptstadt von Japan?"));
    face.setLanguage("zh_CN");
    QVERIFY(heard.contains(QString::fromUtf8("日本的首都是哪里？")));
    QCOMPARE(face.question(0), "What is the capital of Japan?");
    face.setLanguage("en");
    QCOMPARE(face.suggestions().first(), "What is the capital of Japan?");
}

void TranslationsTest::leaveNothingBehind() {
    const QLocale before;
    {
        Translations translations;
        translations.setLanguage("de");
        QCOMPARE(QLocale().language(), QLocale::German);
    }
    QCOMPARE(QLocale(), before);
    QCOMPARE(QCoreApplication::translate("MessageFooter", "Stopped."), "Stopped.");
}

void TranslationsTest::giveAllTexts() {
    QCOMPARE(Translations::languages(), QStringList({"en", "de", "zh_CN"}));
    const QStringList all = Translations::allTexts();
    for (const char* text : {"Stopped.", "Angehalten.", "已停止。", "You: %1", "日本的首都是哪里？"})
        QVERIFY2(all.contains(QString::fromUtf8(text)), text);
    QVERIFY(!all.contains(QString()));
}

PERIPHERAL_QT_TEST(TranslationsTest, QGuiApplication)

#include "translations_test.moc"
