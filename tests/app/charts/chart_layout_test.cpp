// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_layout.h"
#include "qt_test.h"
#include "sample_charts.h"

#include <QGuiApplication>
#include <QPainter>

using namespace peripheral;

/// Where a chart puts its texts: within its place, none over another, however long they are; and that every
/// look can be painted.
class ChartLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void textsKeepApart_data();
    void textsKeepApart();
    void paintsEveryLook_data();
    void paintsEveryLook();
    void withoutNumbersSaysSo();
    void rightToLeftIsAMirror();
    void everyRowHasAPlace();
    void patternsStayWithin();
};

namespace {

ChartStyle styleOf(int pixelSize, bool rightToLeft = false) {
    ChartStyle style;
    style.family = "DejaVu Sans";
    style.pixelSize = pixelSize;
    style.rightToLeft = rightToLeft;
    style.locale = QLocale::c();
    return style;
}

std::vector<TextMark> textsOf(const ChartLayout& layout) {
    std::vector<TextMark> texts;
    for (const ChartMark& mark : layout.marks()) {
        if (const auto* text = std::get_if<TextMark>(&mark))
            texts.push_back(*text);
    }
    return texts;
}

/// What the font really draws of it.
QRectF inkOf(const TextMark& mark, const ChartStyle& style) {
    const QFontMetricsF metrics(style.font(mark.look.bold));
    return metrics.boundingRect(mark.place, mark.flags(), mark.text);
}

QImage painted(const ChartLayout& layout) {
    QImage image(QSizeF(layout.width(), layout.height() + 1).toSize(), QImage::Format_RGB32);
    image.fill(layout.style().surface);
    QPainter painter(&image);
    layout.paint(painter);
    return image;
}

QByteArray at(const Chart& chart, const TextMark& mark) {
    return (chart.title() + ": " + mark.text).toUtf8();
}

void checkTexts(const Chart& chart, double width, const ChartStyle& style) {
    const ChartLayout layout = chart.layout(width, style);
    const QRectF page = QRectF(0, 0, width, layout.height()).adjusted(-1, -1, 1, 1);
    const std::vector<TextMark> texts = textsOf(layout);
    QVERIFY2(!texts.empty(), qPrintable(chart.title()));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QRectF ink = inkOf(texts[i], style);
        QVERIFY2(page.contains(ink), at(chart, texts[i]) + " lies outside");
        for (std::size_t k = 0; k < i; ++k) {
            const QRectF both = ink & inkOf(texts[k], style);
            QVERIFY2(both.width() < 1 || both.height() < 1,
                     at(chart, texts[i]) + " over " + texts[k].text.toUtf8());
        }
    }
}

} // namespace

void ChartLayoutTest::initTestCase() {
    QGuiApplication::setFont(QFont("DejaVu Sans"));
}

void ChartLayoutTest::textsKeepApart_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<int>("pixelSize");
    QTest::newRow("panel") << 308.0 << 13;
    QTest::newRow("panel, 200 %") << 440.0 << 26;
    QTest::newRow("narrow, 200 %") << 290.0 << 26;
    QTest::newRow("page") << 900.0 << 13;
    QTest::newRow("page, 200 %") << 900.0 << 26;
}

void ChartLayoutTest::textsKeepApart() {
    QFETCH(double, width);
    QFETCH(int, pixelSize);
    for (const bool rightToLeft : {false, true}) {
        for (const Chart& chart : sampleCharts())
            checkTexts(chart, width, styleOf(pixelSize, rightToLeft));
        for (const Chart& chart : hollowCharts())
            checkTexts(chart, width, styleOf(pixelSize, rightToLeft));
    }
}

void ChartLayoutTest::paintsEveryLook_data() {
    QTest::addColumn<QColor>("surface");
    QTest::addColumn<QColor>("text");
    QTest::addColumn<bool>("patterned");
    QTest::addColumn<bool>("rightToLeft");
    for (const bool rightToLeft : {false, true}) {
        const char* way = rightToLeft ? "right to left" : "left to right";
        QTest::addRow("light, %s", way) << QColor("#FFFFFF") << QColor("#1B1D21") << false << rightToLeft;
        QTest::addRow("dark, %s", way) << QColor("#1E2127") << QColor("#E9EAEC") << false << rightToLeft;
        QTest::addRow("high contrast, %s", way)
            << QColor("#000000") << QColor("#FFFFFF") << true << rightToLeft;
    }
}

void ChartLayoutTest::paintsEveryLook() {
    QFETCH(QColor, surface);
    QFETCH(QColor, text);
    QFETCH(bool, patterned);
    QFETCH(bool, rightToLeft);
    ChartStyle style = styleOf(13, rightToLeft);
    style.surface = surface;
    style.text = text;
    style.patterned = patterned;
    for (const Chart& chart : sampleCharts()) {
        const QImage image = painted(chart.layout(308, style));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours += image.pixel(x, y);
        }
        QVERIFY2(colours.size() > 8, qPrintable(chart.title()));
        QVERIFY2(colours.contains(style.colorOf(0).rgb()) || colours.contains(style.heat.first().rgb()),
                 qPrintable(chart.title()));
    }
    for (const Chart& chart : hollowCharts())
        QVERIFY(!painted(chart.layout(308, style)).isNull());
}

void ChartLayoutTest::withoutNumbersSaysSo() {
    for (const Chart& chart : hollowCharts()) {
        if (chart.title() == "Odd lines")
            continue; // it has one number, a zero
        const auto texts = textsOf(chart.layout(308, styleOf(13)));
        const bool said = std::any_of(texts.begin(), texts.end(), [](const TextMark& mark) {
            return mark.text.contains("not measured");
        });
        QVERIFY2(said, qPrintable(chart.title()));
        QVERIFY2(chart.summary(QLocale::c()).contains("not measured"), qPrintable(chart.title()));
    }
}

void ChartLayoutTest::rightToLeftIsAMirror() {
    for (const Chart& chart : sampleCharts()) {
        const auto texts = textsOf(chart.layout(308, styleOf(13)));
        const auto mirrored = textsOf(chart.layout(308, styleOf(13, true)));
        QCOMPARE(texts.size(), mirrored.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(texts[i].text, mirrored[i].text);
            QCOMPARE(texts[i].place.left(), 308 - mirrored[i].place.right());
        }
    }
}

void ChartLayoutTest::everyRowHasAPlace() {
    for (const Chart& chart : sampleCharts()) {
        const ChartLayout layout = chart.layout(308, styleOf(13));
        const ChartTable table = chart.table();
        const QRectF page = QRectF(0, 0, 308, layout.height()).adjusted(-8, -8, 8, 8);
        QVERIFY(!layout.stops().empty());
        for (const ChartStop& stop : layout.stops()) {
            QVERIFY(stop.row < table.rows.size());
            QVERIFY(page.contains(stop.place));
        }
    }
}

void ChartLayoutTest::patternsStayWithin() {
    const QRectF area(10, 20, 57, 13);
    for (const Pattern pattern :
         {Pattern::Rising, Pattern::Falling, Pattern::Level, Pattern::Upright, Pattern::Crossed}) {
        ChartLayout layout(100, styleOf(13));
        layout.fill(area, Qt::red, pattern);
        QVERIFY(layout.marks().size() > 2);
        for (const ChartMark& mark : layout.marks()) {
            const auto* line = std::get_if<StrokeMark>(&mark);
            if (line != nullptr)
                QVERIFY(
                    area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(line->points.boundingRect().center()));
        }
    }
}

PERIPHERAL_QT_TEST(ChartLayoutTest, QGuiApplication)
#include "chart_layout_test.moc"
