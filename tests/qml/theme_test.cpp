// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_folder.h"
#include "qt_test.h"
#include "test_window.h"

#include <QColor>
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QMetaProperty>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

/// The theme keeps what it promises: WCAG AA for every text on every ground it stands on, in every set of
/// colours.
class ThemeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void contrast_data();
    void contrast();
    void ownAccents_data();
    void ownAccents();
    void chartsStayApart_data();
    void chartsStayApart();
    void scalesEverySizeOfType();
    void lessMotionIsNone();
    void nothingIsUnused();
    void writesNumbers_data();
    void writesNumbers();

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

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector times(const Matrix& matrix, const Vector& vector) {
    Vector product{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k)
            product.at(i) += matrix.at(i).at(k) * vector.at(k);
    }
    return product;
}

/// CIE L*a*b* under D65, from linear sRGB.
Vector labOf(const Vector& rgb) {
    const Vector xyz =
        times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
    const auto root = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = root(xyz[0] / 0.9505);
    const double y = root(xyz[1]);
    const double z = root(xyz[2] / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// How far apart two colours are (CIE76) for the eyes that see them as most alike: those that see all, and
/// those without one of the two cones that one man in twelve lacks (Machado, Oliveira and Fernandes 2009).
double leastDistance(const QColor& one, const QColor& other) {
    const std::array<Matrix, 3> eyes{{
        {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
        {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    }};
    double least = 1000;
    for (const Matrix& eye : eyes) {
        const auto seen = [&](const QColor& color) {
            Vector rgb = times(eye, {linear(color.redF()), linear(color.greenF()), linear(color.blueF())});
            for (double& channel : rgb)
                channel = std::clamp(channel, 0.0, 1.0);
            return labOf(rgb);
        };
        const Vector a = seen(one);
        const Vector b = seen(other);
        least = std::min(least, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
    return least;
}

QList<QByteArray> propertiesOf(const QObject& object) {
    QList<QByteArray> names;
    for (int i = QObject::staticMetaObject.propertyCount(); i < object.metaObject()->propertyCount(); ++i)
        names += object.metaObject()->property(i).name();
    return names;
}

} // namespace

void ThemeTest::initTestCase() {
    m_qml.addImportPath("qrc:/qt/qml");
    readQmlFromFolder(m_qml);
    QQmlComponent component(&m_qml);
    component.setData("import QtQml\nimport Peripheral.Style\nQtObject {"
                      "    property QtObject theme: Theme\n"
                      "    property QtObject format: Format\n"
                      "    function write(name: string, value: real, digits: int): string {"
                      "        return Format[name](value, digits);"
                      "    }"
                      "}",
                      {});
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

void ThemeTest::ownAccents_data() {
    QTest::addColumn<QColor>("accent");
    QTest::addColumn<QColor>("accentText");
    for (const char* accent : {"#FFE000", "#0000FF", "#808080", "#FFFFFF", "#000000", "#C00020", "#8A1C5B"}) {
        for (const char* accentText : {"transparent", "#808080", "#FFFFFF"})
            QTest::addRow("%s, %s", accent, accentText) << QColor(accent) << QColor(accentText);
    }
}

/// Whatever accent is chosen can be read, and is kept as it is where it can be.
void ThemeTest::ownAccents() {
    QFETCH(QColor, accent);
    QFETCH(QColor, accentText);
    theme()->setProperty("ownAccent", accent);
    theme()->setProperty("ownAccentText", accentText);
    for (const char* set : {"lightColors", "darkColors", "highContrastColors"}) {
        const auto* colors = theme()->property(set).value<QObject*>();
        const double least = set == QByteArray("highContrastColors") ? 7 : 4.5;
        const auto given = colors->property("accent").value<QColor>();
        bool readable = true;
        for (const char* ground : {"ground", "surface", "raised"}) {
            const auto color = colors->property(ground).value<QColor>();
            QVERIFY2(contrastOf(given, color) >= least, set);
            readable = readable && contrastOf(accent, color) >= least;
        }
        QCOMPARE(given == accent, readable);
        QVERIFY2(contrastOf(colors->property("accentText").value<QColor>(), given) >= least, set);
    }
    theme()->setProperty("ownAccent", QColor("transparent"));
    theme()->setProperty("ownAccentText", QColor("transparent"));
    QCOMPARE(theme()->property("lightColors").value<QObject*>()->property("accent").value<QColor>(),
             QColor("#0B6E6E"));
}

void ThemeTest::chartsStayApart_data() {
    QTest::addColumn<QString>("set");
    for (const char* set : {"lightColors", "darkColors", "highContrastColors"})
        QTest::addRow("%s", set) << set;
}

void ThemeTest::chartsStayApart() {
    QFETCH(QString, set);
    const auto* colors = theme()->property(set.toLatin1()).value<QObject*>();
    const auto series = colors->property("series").value<QList<QColor>>();
    const auto heat = colors->property("heat").value<QList<QColor>>();
    const auto surface = colors->property("surface").value<QColor>();
    QVERIFY(series.size() >= 5);
    QCOMPARE(heat.size(), 3);
    QVERIFY(luminance(heat[0]) < luminance(heat[1]) && luminance(heat[1]) < luminance(heat[2]));
    for (qsizetype i = 0; i < series.size(); ++i) {
        QVERIFY2(contrastOf(series[i], surface) >= 3, qPrintable(series[i].name()));
        for (qsizetype k = 0; k < i; ++k) {
            // Lines and bars have the first five; parts of a bar, which also stand in order, have all.
            const double least = i < 5 ? 17 : 8;
            QVERIFY2(leastDistance(series[i], series[k]) >= least,
                     qPrintable(series[i].name() + " and " + series[k].name()));
        }
    }
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

void ThemeTest::lessMotionIsNone() {
    const auto durations = [this] {
        return QList<int>{theme()->property("quick").toInt(), theme()->property("calm").toInt()};
    };
    const auto inSight = [](int milliseconds) { return milliseconds >= 120 && milliseconds <= 180; };
    QVERIFY(inSight(durations()[0]) && inSight(durations()[1]));
    theme()->setProperty("reducedMotion", true);
    QCOMPARE(durations(), (QList<int>{0, 0}));
    theme()->setProperty("reducedMotion", false);
}

void ThemeTest::nothingIsUnused() {
    QHash<QString, QString> sources; // by the name of the component
    QDirIterator files(qmlFolder(), {"*.qml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QFile::ReadOnly));
        sources[files.fileInfo().completeBaseName()] = QString::fromUtf8(file.readAll());
    }
    QVERIFY(sources.size() > 40);
    const auto used = [&](const QString& pattern, const QString& elsewhereThan) {
        const QRegularExpression use(pattern);
        for (auto source = sources.cbegin(); source != sources.cend(); ++source) {
            if (source.key() != elsewhereThan && source->contains(use))
                return true;
        }
        return false;
    };
    for (const QByteArray& name : propertiesOf(*theme()))
        QVERIFY2(used("\\b[Tt]heme\\." + name + "\\b", {}), name);
    for (const QByteArray& name : propertiesOf(*theme()->property("colors").value<QObject*>()))
        QVERIFY2(used("\\bTheme\\.colors\\." + name + "\\b", {}), name);
    const QStringList loadedByCpp{"Main", "BuiltInFileDialog"};
    for (const QString& name : sources.keys())
        QVERIFY2(loadedByCpp.contains(name) || used("\\b" + name + "\\b", name), qPrintable(name));
}

void ThemeTest::writesNumbers_data() {
    QTest::addColumn<QString>("function");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("digits");
    QTest::addColumn<QString>("written");
    QTest::newRow("count") << "count" << 4096.0 << 0 << QLocale().toString(4096);
    QTest::newRow("decimal") << "decimal" << 18.25 << 1 << QLocale().toString(18.25, 'f', 1);
    QTest::newRow("two digits") << "decimal" << 0.7 << 2 << QLocale().toString(0.7, 'f', 2);
    QTest::newRow("megabytes") << "bytes" << 1'310'720.0 << 0 << "1.3 MB";
    QTest::newRow("percent") << "percent" << 0.914 << 0 << "91 %";
    QTest::newRow("rounded up") << "percent" << 0.915 << 0 << "92 %";
}

void ThemeTest::writesNumbers() {
    QFETCH(QString, function);
    QFETCH(double, value);
    QFETCH(int, digits);
    QFETCH(QString, written);
    QString result;
    QVERIFY(QMetaObject::invokeMethod(m_root.get(), "write", Q_RETURN_ARG(QString, result),
                                      Q_ARG(QString, function), Q_ARG(double, value), Q_ARG(int, digits)));
    QCOMPARE(result, written);
}

PERIPHERAL_QT_TEST(ThemeTest, TestApplication)
#include "theme_test.moc"
