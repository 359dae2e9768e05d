// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_export.h"
#include "compare/comparison.h"
#include "compare/comparison_export.h"
#include "made_up_profiles.h"
#include "qt_test.h"

#include <QFile>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using peripheral::Comparison;
using peripheral::ExportFormat;
using peripheral::exportFormatOf;

/// What a comparison is as a file.
class ComparisonExportTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void endingsSayAsWhat();
    void picturesShowEverything();
    void tablesHoldEveryNumber();
    void namesAreNoMarkdown();
    void picturesFollowTheStyle();
    void oneChartAlone();
    void whatCannotBeWrittenIsSaid();

private:
    /// Writes and waits; the content, empty where it failed.
    QByteArray written(const QString& name, int chart = -1);

    QTemporaryDir m_dir;
    std::unique_ptr<Comparison> m_comparison;
};

void ComparisonExportTest::init() {
    plm::DeviceProfile slower = plm::test::slower(plm::test::fullProfile(), 2);
    slower.name = "=Slow *board* <b>";
    m_comparison = std::make_unique<Comparison>();
    m_comparison->compare({std::make_shared<plm::DeviceProfile>(plm::test::fullProfile()),
                           std::make_shared<plm::DeviceProfile>(slower)});
}

QByteArray ComparisonExportTest::written(const QString& name, int chart) {
    QSignalSpy told(m_comparison.get(), &Comparison::noticeChanged);
    const QUrl url = QUrl::fromLocalFile(m_dir.filePath(name));
    if (chart < 0)
        m_comparison->exportAll(url, {});
    else
        m_comparison->exportChart(chart, url, {});
    if (told.isEmpty())
        told.wait();
    QFile file(m_dir.filePath(name));
    return m_comparison->problem().isEmpty() && file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void ComparisonExportTest::endingsSayAsWhat() {
    QCOMPARE(exportFormatOf("/a/b.PNG"), ExportFormat::Png);
    QCOMPARE(exportFormatOf("b.svg"), ExportFormat::Svg);
    QCOMPARE(exportFormatOf("b.c.csv"), ExportFormat::Csv);
    QCOMPARE(exportFormatOf("b.md"), ExportFormat::Markdown);
    QVERIFY(!exportFormatOf("md"));
    QVERIFY(written("compared.gif").isEmpty());
    QVERIFY2(m_comparison->problem().contains("compared.gif"), qPrintable(m_comparison->problem()));
}

void ComparisonExportTest::picturesShowEverything() {
    const QImage image = QImage::fromData(written("compared.png"));
    QCOMPARE(image.width(), 1440);
    QVERIFY(image.height() > image.width()); // cards and six charts below each other
    QCOMPARE(m_comparison->notice(), QString("Written: compared.png"));
    const QByteArray svg = written("compared.svg");
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    for (const char* words : {"Speed", "Memory in use", "7.98", "3.99", "50 %"})
        QVERIFY2(svg.contains(words), words);
}

void ComparisonExportTest::tablesHoldEveryNumber() {
    const QString csv = written("compared.csv"), markdown = written("compared.md");
    for (const auto& one : m_comparison->charts()->charts()) {
        const peripheral::ChartTable table = one.chart.samples();
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t column = 0; column < table.columns.size(); ++column)
                if (const auto* number = std::get_if<double>(&table.rows[row][column])) {
                    QVERIFY(csv.contains(QString::number(*number, 'g', QLocale::FloatingPointShortest)));
                    QVERIFY(markdown.contains(peripheral::markdownWords(table.text(row, column, QLocale()))));
                }
    }
}

void ComparisonExportTest::namesAreNoMarkdown() {
    const QString markdown = written("compared.md");
    QVERIFY(markdown.startsWith("# Devices compared\n"));
    QVERIFY(!markdown.contains("*board*"));
    QVERIFY(!markdown.contains("<b>"));
    QVERIFY(!QString(written("compared.csv")).contains("\"=Slow"));
}

void ComparisonExportTest::picturesFollowTheStyle() {
    const auto profile = std::make_shared<plm::DeviceProfile>(plm::test::fullProfile());
    const auto page = std::make_shared<peripheral::ComparisonPage>(peripheral::compared({profile, profile}),
                                                                   m_comparison->charts()->charts());
    const auto pictureOf = [&](const peripheral::ChartStyle& style) {
        return QImage::fromData(peripheral::exported(page, ExportFormat::Png, style));
    };
    const QImage plain = pictureOf({});
    peripheral::ChartStyle style;
    style.rightToLeft = true;
    const QImage mirrored = pictureOf(style);
    QCOMPARE(mirrored.size(), plain.size());
    QVERIFY(mirrored != plain);
    style = {};
    style.pixelSize = 26;
    style.surface = Qt::black;
    style.text = Qt::white;
    const QImage large = pictureOf(style);
    QCOMPARE(large.width(), 2 * plain.width());
    QCOMPARE(large.pixelColor(0, 0), QColor(Qt::black));
}

void ComparisonExportTest::oneChartAlone() {
    const QString markdown = written("speed.md", 0);
    QVERIFY2(markdown.startsWith("## Speed\n"), qPrintable(markdown.left(40)));
    QVERIFY(!markdown.contains("Memory in use"));
    QVERIFY(!QImage::fromData(written("memory.png", 1)).isNull());
}

void ComparisonExportTest::whatCannotBeWrittenIsSaid() {
    QVERIFY(written("no such folder/compared.csv").isEmpty());
    QVERIFY2(m_comparison->problem().startsWith("compared.csv could not be written: "),
             qPrintable(m_comparison->problem()));
    m_comparison->dismissNotice();
    QVERIFY(m_comparison->problem().isEmpty());
}

PERIPHERAL_QT_TEST(ComparisonExportTest, QGuiApplication)
#include "comparison_export_test.moc"
