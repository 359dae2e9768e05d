// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessible_tree.h"
#include "qt_test.h"
#include "sample_charts.h"
#include "visible_items.h"

#include <QDir>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

#include <algorithm>

/// Charts in a window: what is seen, what the keyboard does, and what a screen reader is told. Its pictures
/// lie with those of the windows.
class GalleryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void pictures_data();
    void pictures();
    void arrowsReadValueByValue();
    void arrowsFollowTheDirection();
    void whateverPressesTheButtonOpensTheTable();
    void aFingerReadsAValue();
    void tabReachesChartAndTable();
    void theTableHoldsTheSameNumbers();
    void aGrowingTableStaysOpen();

private:
    [[nodiscard]] QList<QQuickItem*> items(const QString& objectName) const;
    [[nodiscard]] QQuickItem* item(const QString& objectName) const { return items(objectName).value(0); }
    void show(const std::vector<peripheral::Chart>& charts, int columns = 1, QSize size = {372, 1500});
    void keep(const QString& name) const;
    void setTheme(const char* property, const QVariant& value) { m_theme->setProperty(property, value); }

    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
    std::unique_ptr<QObject> m_root;
    QObject* m_theme = nullptr;
};

namespace {

constexpr int kLight = 1;
constexpr int kDark = 2;
constexpr int kHighContrast = 3;

/// What the accessibility tree says of the item.
Spoken saidOf(QQuickWindow& window, const QQuickItem* item) {
    const QList<Spoken> spoken = spokenIn(window);
    const auto found =
        std::find_if(spoken.begin(), spoken.end(), [&](const Spoken& one) { return one.item == item; });
    return found == spoken.end() ? Spoken() : *found;
}

} // namespace

QList<QQuickItem*> GalleryTest::items(const QString& objectName) const {
    QList<QQuickItem*> found = visibleItems(m_window->contentItem());
    found.removeIf([&](const QQuickItem* one) { return one->objectName() != objectName; });
    return found;
}

void GalleryTest::show(const std::vector<peripheral::Chart>& charts, int columns, QSize size) {
    m_window->setProperty("columns", columns);
    m_window->setProperty("charts", QVariant::fromValue(QList(charts.begin(), charts.end())));
    m_window->resize(size);
    QTRY_COMPARE(items("chartView").size(), static_cast<qsizetype>(charts.size()));
    QTest::qWait(50);
}

void GalleryTest::keep(const QString& name) const {
    const QImage picture = m_window->grabWindow();
    QVERIFY(!picture.isNull());
    const QDir folder(PERIPHERAL_SCREENSHOTS);
    QVERIFY(folder.mkpath("."));
    QVERIFY(picture.save(folder.filePath("charts-" + name + ".png")));
}

void GalleryTest::initTestCase() {
    QQuickStyle::setStyle("Basic");
    QGuiApplication::setFont(QFont("DejaVu Sans"));
    connect(&m_qml, &QQmlEngine::warnings, this, [](const QList<QQmlError>& warnings) {
        for (const QQmlError& warning : warnings)
            QTest::qFail(qPrintable(warning.toString()), __FILE__, __LINE__);
    });
    m_qml.addImportPath("qrc:/qt/qml");
    m_qml.load(QUrl("qrc:/qt/qml/Peripheral/Gallery/Gallery.qml"));
    m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().value(0));
    QVERIFY(m_window != nullptr);
    QQmlComponent theme(&m_qml);
    theme.setData("import QtQml\nimport Peripheral.Style\nQtObject { property QtObject theme: Theme }", {});
    m_root.reset(theme.create());
    m_theme = m_root->property("theme").value<QObject*>();
    m_window->show();
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

void GalleryTest::init() {
    setTheme("scheme", kLight);
    setTheme("textScale", 1);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void GalleryTest::pictures_data() {
    QTest::addColumn<int>("scheme");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("rightToLeft");
    QTest::addColumn<int>("columns");
    QTest::newRow("panel") << kLight << 1.0 << false << 1;
    QTest::newRow("panel-200") << kLight << 2.0 << false << 1;
    QTest::newRow("panel-right-to-left") << kLight << 1.0 << true << 1;
    QTest::newRow("page") << kLight << 1.0 << false << 2;
    QTest::newRow("page-dark") << kDark << 1.0 << false << 2;
    QTest::newRow("page-high-contrast") << kHighContrast << 1.0 << false << 2;
    QTest::newRow("page-200") << kDark << 2.0 << false << 2;
}

void GalleryTest::pictures() {
    QFETCH(int, scheme);
    QFETCH(double, scale);
    QFETCH(bool, rightToLeft);
    QFETCH(int, columns);
    setTheme("scheme", scheme);
    setTheme("textScale", scale);
    QGuiApplication::setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    const double width = columns > 1 ? 1100 * (scale > 1 ? 1.4 : 1) : 372 * (scale > 1 ? 1.4 : 1);
    show(sampleCharts(), columns,
         QSize(static_cast<int>(width), static_cast<int>((columns > 1 ? 1250 : 2400) * scale)));
    const auto views = items("chartView");
    for (const QQuickItem* view : views) {
        QVERIFY(view->height() >= view->implicitHeight());
        QVERIFY(view->mapToScene({view->width(), 0}).x() <= m_window->width());
    }
    keep(QTest::currentDataTag());
}

void GalleryTest::arrowsReadValueByValue() {
    const peripheral::Chart chart = sampleCharts().front();
    show({chart});
    QQuickItem* view = item("chartView");
    QCOMPARE(saidOf(*m_window, view).name, chart.title());
    QCOMPARE(saidOf(*m_window, view).description, chart.summary(QLocale()));
    view->forceActiveFocus(Qt::TabFocusReason);
    const peripheral::ChartTable table = chart.table();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QTest::keyClick(m_window, Qt::Key_Right);
        QCOMPARE(saidOf(*m_window, view).description, table.spoken(row, QLocale()));
        QCOMPARE(item("chartValue")->property("text").toString(), table.spoken(row, QLocale()));
    }
    QTest::keyClick(m_window, Qt::Key_Right); // there is no further one
    QCOMPARE(view->property("current").toULongLong(), table.rows.size() - 1);
    QTest::keyClick(m_window, Qt::Key_Home);
    QCOMPARE(view->property("current").toInt(), 0);
    keep("value");
    QTest::keyClick(m_window, Qt::Key_Escape);
    QCOMPARE(saidOf(*m_window, view).description, chart.summary(QLocale()));
}

void GalleryTest::arrowsFollowTheDirection() {
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    show({sampleCharts().front()});
    QQuickItem* view = item("chartView");
    view->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(m_window, Qt::Key_Left);
    QTest::keyClick(m_window, Qt::Key_Left);
    QCOMPARE(view->property("current").toInt(), 1);
    QTest::keyClick(m_window, Qt::Key_Right);
    QCOMPARE(view->property("current").toInt(), 0);
}

void GalleryTest::tabReachesChartAndTable() {
    show({sampleCharts().front()});
    QStringList reached;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(m_window, Qt::Key_Tab);
        for (const QQuickItem* one = m_window->activeFocusItem(); one != nullptr; one = one->parentItem())
            reached += one->objectName(); // in the table, a row has the keyboard
        if (item("chartNumbers") == nullptr && reached.contains("chartTable"))
            QTest::keyClick(m_window, Qt::Key_Space);
    }
    for (const char* name : {"chartTable", "chartView", "chartNumbers"})
        QVERIFY2(reached.contains(name), qPrintable(reached.join(u' ')));
}

void GalleryTest::whateverPressesTheButtonOpensTheTable() {
    show({sampleCharts().front()});
    QQuickItem* button = item("chartTable");
    const auto isShown = [this] { return item("chartNumbers") != nullptr; };
    for (const Qt::Key press : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        for (const bool shown : {true, false}) {
            button->forceActiveFocus(Qt::TabFocusReason);
            QTest::keyClick(m_window, press);
            QTRY_COMPARE(isShown(), shown);
        }
    }
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(button);
    QVERIFY(spoken != nullptr && spoken->actionInterface() != nullptr);
    for (const bool shown : {true, false}) {
        spoken->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QTRY_COMPARE(isShown(), shown);
    }
}

void GalleryTest::aFingerReadsAValue() {
    const peripheral::Chart chart = sampleCharts().front();
    show({chart});
    QQuickItem* view = item("chartView");
    const auto stops =
        chart.layout(view->width(), view->property("style").value<peripheral::ChartStyle>()).stops();
    const QPoint place = view->mapToScene(stops.at(1).place.center()).toPoint();
    QTest::mouseClick(m_window, Qt::LeftButton, {}, place);
    QTRY_COMPARE(view->property("current").toInt(), 1);
    QTest::mouseClick(m_window, Qt::LeftButton, {}, place);
    QTRY_COMPARE(view->property("current").toInt(), -1);
}

void GalleryTest::theTableHoldsTheSameNumbers() {
    const peripheral::Chart chart = sampleCharts().front();
    show({chart});
    QVERIFY(item("chartNumbers") == nullptr);
    QTest::mouseClick(m_window, Qt::LeftButton, {}, item("chartTable")->mapToScene({20, 20}).toPoint());
    QTRY_VERIFY(item("chartNumbers") != nullptr);
    QQuickItem* numbers = item("chartNumbers");
    const peripheral::ChartTable table = chart.table();
    QCOMPARE(numbers->property("count").toULongLong(), table.rows.size());
    numbers->forceActiveFocus(Qt::TabFocusReason);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        QCOMPARE(saidOf(*m_window, numbers).description, table.spoken(row, QLocale()));
        const QQuickItem* line = m_window->activeFocusItem(); // the row, and all of it is in sight
        const auto top = [&] { return line->mapToItem(numbers, QPointF()).y(); };
        QTRY_VERIFY(top() >= 0 && top() + line->height() <= numbers->height() + 0.5);
        if (row == 3)
            keep("table");
        QTest::keyClick(m_window, Qt::Key_Down);
    }
}

void GalleryTest::aGrowingTableStaysOpen() {
    const std::vector<peripheral::Chart> charts = sampleCharts();
    show({charts[1]});
    QTest::mouseClick(m_window, Qt::LeftButton, {}, item("chartTable")->mapToScene({20, 20}).toPoint());
    QTRY_VERIFY(item("chartNumbers") != nullptr);
    QQuickItem* table = item("chartNumbers")->parentItem();
    table->setProperty("chart", QVariant::fromValue(charts[4]));
    QTRY_COMPARE(item("chartNumbers")->property("count").toULongLong(), charts[4].table().rows.size());
}

PERIPHERAL_QT_TEST(GalleryTest, QGuiApplication)
#include "gallery_test.moc"
