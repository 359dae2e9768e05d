// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

/// The window before the first question: who answers, what can be asked, and where, all in sight.
class FirstImpressionTest : public WindowCase {
    Q_OBJECT
private slots:
    void everythingIsInSight_data();
    void everythingIsInSight();
    void theRestIsScrolledTo();
    void saysWhoAnswersAndHowWell();
    void saysThatTheModelLoads();
    void saysThatThereIsNoModel();

private:
    [[nodiscard]] QRectF placeOf(const char* objectName) const;
};

QRectF FirstImpressionTest::placeOf(const char* objectName) const {
    const QQuickItem* one = item(objectName);
    return one == nullptr ? QRectF() : one->mapRectToScene(QRectF(0, 0, one->width(), one->height()));
}

void FirstImpressionTest::everythingIsInSight_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("textScale");
    QTest::newRow("desktop") << QSize(1200, 800) << 1.0;
    QTest::newRow("desktop, large text") << QSize(1200, 800) << 2.0;
    QTest::newRow("touchscreen") << QSize(800, 480) << 1.0;
    QTest::newRow("touchscreen, larger text") << QSize(800, 480) << 1.5;
    QTest::newRow("touchscreen, large text") << QSize(800, 480) << 2.0;
    QTest::newRow("upright") << QSize(480, 800) << 1.0;
}

void FirstImpressionTest::everythingIsInSight() {
    QFETCH(QSize, size);
    QFETCH(double, textScale);
    settings().setTextScale(textScale);
    window().resize(size.width(), size.height());
    const QRectF frame(QPointF(0, 0), QSizeF(size));
    // From top to bottom, none over another.
    qreal bottom = 0;
    for (const char* name :
         {"modelChip", "whoAnswers", "suggestion0", "suggestion1", "suggestion2", "chatInput"}) {
        const QRectF place = placeOf(name);
        QVERIFY2(place.isValid() && frame.contains(place), name);
        QVERIFY2(place.top() >= bottom, name);
        bottom = place.bottom();
    }
    QVERIFY(placeOf("chatInput").contains(placeOf("sendButton")));
    // Nothing is cut off by what holds it.
    const QRectF sheet = placeOf("emptyState");
    QVERIFY(sheet.contains(placeOf("whoAnswers")) && sheet.contains(placeOf("suggestion2")));
    QVERIFY(textOf("whoAnswers").startsWith("PLM-nano"));
    QVERIFY(!item("whoAnswers")->property("truncated").toBool());
}

void FirstImpressionTest::theRestIsScrolledTo() {
    settings().setTextScale(2);
    window().resize(800, 480);
    item("largerModel")->forceActiveFocus();
    key(Qt::Key_Tab);
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(item("largerModel")->hasActiveFocus());
    QTRY_VERIFY(placeOf("emptyState").contains(placeOf("largerModel")));
    item("suggestion0")->forceActiveFocus();
    QTRY_VERIFY(placeOf("emptyState").contains(placeOf("suggestion0")));
    window().drag("emptyState", {0, -120});
    window().letGo();
    QTRY_VERIFY(placeOf("emptyState").contains(placeOf("largerModel")));
}

void FirstImpressionTest::saysWhoAnswersAndHowWell() {
    QCOMPARE(textOf("whoAnswers"), "PLM-nano answers here");
    QVERIFY(showsText(window().model().limits()));
    QCOMPARE(textOf("largerModel"), "Use a larger model");
    window().model().open(QUrl::fromLocalFile("/models/other.gguf"));
    QTRY_VERIFY(!window().model().builtIn());
    QVERIFY(!showsText(window().model().limits()) || window().model().limits().isEmpty());
}

void FirstImpressionTest::saysThatTheModelLoads() {
    QTemporaryDir folder;
    TestWindow other(folder.path());
    other.script().hold = Script::Hold::WhileLoading;
    other.model().openBuiltIn();
    QTRY_VERIFY(other.model().loading());
    QCOMPARE(other.textOf("whoAnswers"), "A moment: the model is loading");
    QCOMPARE(other.textOf("modelChip"), "No model");
    QVERIFY(other.item("suggestion0")->isEnabled()); // asked as soon as it is there
    other.model().cancelLoading();
}

void FirstImpressionTest::saysThatThereIsNoModel() {
    QTemporaryDir folder;
    TestWindow other(folder.path());
    other.script().loadError = "plm-nano.gguf is damaged.";
    other.model().openBuiltIn();
    QTRY_VERIFY(!other.model().error().isEmpty());
    QCOMPARE(other.textOf("whoAnswers"), "No model is loaded");
    QCOMPARE(other.textOf("largerModel"), "Choose a model");
    QVERIFY(!other.item("suggestion0")->isEnabled());
    QVERIFY(!other.shows("contextGauge"));
    QVERIFY(other.textOf("statusLine").startsWith("No model"));
}

PERIPHERAL_QT_TEST(FirstImpressionTest, TestApplication)
#include "first_impression_test.moc"
