// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QColor>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QTest>

#include <cmath>

Q_IMPORT_QML_PLUGIN(Peripheral_CorePlugin)
Q_IMPORT_QML_PLUGIN(Peripheral_UiPlugin)

/// The theme keeps what it promises: WCAG AA for every text on every ground it stands on, in every set of
/// colours.
class ThemeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void contrast_data();
    void contrast();
    void scalesEverySizeOfType();

private:
    [[nodiscard]] QObject* theme() const { return m_root->property("theme").value<QObject*>(); }

    QQmlEngine m_qml;
    std::unique_ptr<QObject> m_root;
};

namespace {

/// Relative luminance and contrast as WCAG 2.1 defines them.
double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrastOf(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

void ThemeTest::initTestCase() {
    m_qml.addImportPath("qrc:/qt/qml");
    QQmlComponent component(&m_qml);
    component.setData("import QtQml\nimport Peripheral.Ui\nQtObject { property QtObject theme: Theme }", {});
    m_root.reset(component.create());
    QVERIFY2(m_root != nullptr, qPrintable(component.errorString()));
}

void ThemeTest::contrast_data() {
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ground");
    for (const char* set : {"lightColors", "darkColors", "highContrastColors"}) {
        for (const char* text : {"text", "muted", "accent", "good", "warn", "bad"}) {
            for (const char* ground : {"ground", "surface", "raised"})
                QTest::addRow("%s: %s on %s", set, text, ground) << set << text << ground;
        }
        QTest::addRow("%s: accentText on accent", set) << set << "accentText"
                                                       << "accent";
    }
}

void ThemeTest::contrast() {
    QFETCH(QString, set);
    QFETCH(QString, text);
    QFETCH(QString, ground);
    const auto* colors = theme()->property(set.toLatin1()).value<QObject*>();
    QVERIFY(colors != nullptr);
    const auto color = [&](const QString& name) { return colors->property(name.toLatin1()).value<QColor>(); };
    QVERIFY(color(text).isValid());
    QVERIFY(color(ground).isValid());
    const double contrast = contrastOf(color(text), color(ground));
    const double least = set == "highContrastColors" ? 7 : 4.5;
    QVERIFY2(contrast >= least, qPrintable(QString("%1:1").arg(contrast)));
}

void ThemeTest::scalesEverySizeOfType() {
    QHash<QString, int> sizes;
    const QStringList names{"smallSize", "bodySize", "largeSize", "titleSize", "displaySize", "codeSize"};
    for (const QString& name : names)
        sizes[name] = theme()->property(name.toLatin1()).toInt();
    QCOMPARE(sizes["bodySize"], 15);
    theme()->setProperty("textScale", 2.0);
    for (const QString& name : names)
        QCOMPARE(theme()->property(name.toLatin1()).toInt(), 2 * sizes[name]);
    theme()->setProperty("textScale", 1.0);
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
