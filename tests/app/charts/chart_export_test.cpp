// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_export.h"
#include "qt_test.h"
#include "sample_charts.h"

#include <QGuiApplication>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QXmlStreamReader>

using namespace peripheral;

/// What leaves the program: pictures that show the chart, and tables that hold the same numbers.
class ChartExportTest : public QObject {
    Q_OBJECT
private slots:
    void pngIsAsLargeAsAsked();
    void pngOfNothingOrTooMuchIsNull();
    void svgHoldsEveryText();
    void svgQuotesItsTitle();
    void csvKeepsNumbers();
    void csvIsNoFormula();
    void markdownIsEscaped();
    void everyChartIsATable();
};

namespace {

ChartStyle exportStyle() {
    ChartStyle style;
    style.family = "DejaVu Sans";
    style.locale = QLocale::c();
    return style;
}

/// All text of an SVG, without spaces, in which painters break lines.
QString textOf(const QByteArray& svg) {
    QXmlStreamReader xml(svg);
    QString text;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters)
            text += xml.text();
    }
    return xml.hasError() ? xml.errorString() : text.remove(QRegularExpression("\\s"));
}

} // namespace

void ChartExportTest::pngIsAsLargeAsAsked() {
    for (const Chart& chart : sampleCharts()) {
        const QImage image = png(chart, 640, 2, exportStyle());
        QCOMPARE(image.width(), 1280);
        QVERIFY(image.height() > 200);
        QCOMPARE(image.pixelColor(0, 0), exportStyle().surface);
    }
}

void ChartExportTest::pngOfNothingOrTooMuchIsNull() {
    const Chart chart = sampleCharts().front();
    QVERIFY(png(chart, 640, 0, exportStyle()).isNull());
    QVERIFY(png(chart, 640, -1, exportStyle()).isNull());
    QVERIFY(png(chart, 1e6, 100, exportStyle()).isNull());
    QVERIFY(png(chart, 640, qQNaN(), exportStyle()).isNull());
}

void ChartExportTest::svgHoldsEveryText() {
    for (const Chart& chart : sampleCharts()) {
        const QByteArray file = svg(chart, 640, exportStyle());
        QVERIFY2(QSvgRenderer(file).isValid(), qPrintable(chart.title()));
        const QString text = textOf(file);
        const ChartLayout layout = chart.layout(640 - 2 * exportStyle().pixelSize, exportStyle());
        for (const ChartMark& mark : layout.marks()) {
            const auto* label = std::get_if<TextMark>(&mark);
            if (label != nullptr)
                QVERIFY2(text.contains(QString(label->text).remove(u' ')), qPrintable(label->text));
        }
    }
}

void ChartExportTest::svgQuotesItsTitle() {
    class OneSentence : public Drawing {
        void lay(ChartLayout& layout) const override { layout.text({0, 0}, 300, "x < y & z"); }
        [[nodiscard]] ChartTable table() const override { return {}; }
        [[nodiscard]] QString summary(const QLocale& /*locale*/) const override { return "a < b & \"c\""; }
    };
    const QByteArray file = svg({"</title> & <b>", std::make_shared<OneSentence>()}, 400, exportStyle());
    QVERIFY2(textOf(file).contains("</title>&<b>"), file);
    QVERIFY2(textOf(file).contains("a<b&\"c\""), file);
    QVERIFY2(textOf(file).contains("x<y&z"), file);
}

void ChartExportTest::csvKeepsNumbers() {
    const ChartTable table{.columns = {{"Name"}, {"Size", NumberForm::Bytes}, {"Share", NumberForm::Percent}},
                           .rows = {{"a, \"b\"", 1234567890.5, 0.1}, {"c", ChartTable::Cell(), -1e-9}}};
    QCOMPARE(csv(table), QByteArray("\"Name\",\"Size (bytes)\",\"Share (share of 1)\"\r\n"
                                    "\"a, \"\"b\"\"\",1234567890.5,0.1\r\n"
                                    "\"c\",,-1e-09\r\n"));
}

void ChartExportTest::csvIsNoFormula() {
    for (const char* words : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
        const ChartTable table{.columns = {{words}}, .rows = {{QString(words)}}};
        const QByteArray cell = QByteArray("\"'") + words + "\"\r\n";
        QCOMPARE(csv(table), cell + cell);
    }
}

void ChartExportTest::markdownIsEscaped() {
    const ChartTable table{.columns = {{"Name"}, {"Size", NumberForm::Bytes}},
                           .rows = {{"a|b <i>\nc", 12e6}, {"d", ChartTable::Cell()}}};
    QCOMPARE(markdown(table, QLocale::c()), QString("| Name | Size |\n| --- | ---: |\n"
                                                    "| a\\|b \\<i\\> c | 12 MB |\n| d | not measured |\n"));
}

void ChartExportTest::everyChartIsATable() {
    auto charts = sampleCharts();
    const auto hollow = hollowCharts();
    charts.insert(charts.end(), hollow.begin(), hollow.end());
    for (const Chart& chart : charts) {
        for (const ChartTable& table : {chart.table(), chart.samples()}) {
            QVERIFY(!table.columns.empty());
            for (const ChartTable::Row& row : table.rows)
                QCOMPARE(row.size(), table.columns.size());
            QCOMPARE(csv(table).count("\r\n"), static_cast<qsizetype>(table.rows.size()) + 1);
            QCOMPARE(markdown(table, QLocale::c()).count('\n'),
                     static_cast<qsizetype>(table.rows.size()) + 2);
        }
    }
}

PERIPHERAL_QT_TEST(ChartExportTest, QGuiApplication)
#include "chart_export_test.moc"
