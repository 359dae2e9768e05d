// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_scene.h"
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/administration.h"
#include "visit/kiosk_face.h"

#include <QGuiApplication>

using namespace peripheral;

namespace {

/// The operator's layer over a screen that counts its presses.
const QByteArray kScene = R"(
    import QtQuick
    import Peripheral.Visit
    import Peripheral.Style
    import Peripheral.Kiosk

    Window {
        id: window

        required property Administration administration
        required property KioskFace face
        property int pressed: 0

        Component.onCompleted: Theme.touch = true

        MouseArea {
            anchors.fill: parent
            onPressed: ++window.pressed
        }
        OperatorLayer {
            anchors.fill: parent
            administration: window.administration
            face: window.face
        }
    }
)";

kiosk::Config configWith(kiosk::Corner corner) {
    kiosk::Config config;
    config.pinHash = "of 2468";
    config.corner = corner;
    return config;
}

/// The operator's layer in a window, with fingers on it.
struct Layer {
    explicit Layer(kiosk::Corner corner = kiosk::Corner::TopLeft, QSize size = {800, 480},
                   const QStringList& faults = {})
        : setup(configWith(corner)),
          administration({.kiosk = setup.kiosk,
                          .loadedModel = setup.objects.model,
                          .config = setup.config,
                          .attempts = kiosk::PinAttempts({}),
                          .verify = [](std::string_view, std::string_view pin) { return pin == "2468"; },
                          .counts = [] { return kiosk::Counts{.visits = 77, .answers = 0, .tokens = 0}; },
                          .restart = [this] { ++restarts; },
                          .leave = [this] { ++left; },
                          .darken = [this] { ++darkened; },
                          .version = "1.2.3",
                          .faults = faults}),
          face(setup.config),
          scene(kScene,
                {{"administration", QVariant::fromValue(&administration)},
                 {"face", QVariant::fromValue(&face)}},
                size) {}

    void gesture(QPoint place) {
        for (int press = 0; press < 5; ++press)
            scene.tapAt(place);
    }
    void enter(const QString& pin) {
        for (const QChar digit : pin)
            scene.tap(QString("pinKey") + digit);
        scene.tap("pinEnter");
        QTRY_VERIFY(!administration.checking());
    }
    void openPage() {
        gesture({10, 10});
        enter("2468");
        QCOMPARE(administration.state(), Administration::Page);
        QTest::qWait(50);
    }

    TimedKiosk setup;
    int restarts = 0, left = 0, darkened = 0;
    Administration administration;
    KioskFace face;
    QmlScene scene;
};

} // namespace

/// The operator's way with fingers: the hidden corner, the pad, and what the page shows and does.
class OperatorPageTest : public QObject {
    Q_OBJECT
private slots:
    void cornerIsWhereTheFileSays_data();
    void cornerIsWhereTheFileSays();
    void pressesInTheCornerGoOn();
    void slowPressesAreNoGesture();
    void padTakesWhatIsPressed();
    void padShowsDotsOnly();
    void padTakesKeys();
    void everythingHasItsSize_data();
    void everythingHasItsSize();
    void pageTellsAndScrolls();
    void pageBeginsWithFaults();
    void pageActs();
};

void OperatorPageTest::cornerIsWhereTheFileSays_data() {
    QTest::addColumn<int>("corner");
    QTest::newRow("top left") << 0;
    QTest::newRow("top right") << 1;
    QTest::newRow("bottom left") << 2;
    QTest::newRow("bottom right") << 3;
}

void OperatorPageTest::cornerIsWhereTheFileSays() {
    QFETCH(int, corner);
    Layer layer(static_cast<kiosk::Corner>(corner));
    const QPoint corners[] = {{5, 5}, {795, 5}, {5, 475}, {795, 475}};
    for (int other = 0; other < 4; ++other) {
        if (other != corner)
            layer.gesture(corners[other]);
    }
    layer.gesture({400, 240});
    QCOMPARE(layer.administration.state(), Administration::Hidden);
    layer.gesture(corners[corner]);
    QCOMPARE(layer.administration.state(), Administration::Pin);
}

void OperatorPageTest::pressesInTheCornerGoOn() {
    Layer layer;
    for (int press = 1; press <= 4; ++press) {
        layer.scene.tapAt({20, 20});
        QCOMPARE(layer.scene.window().property("pressed").toInt(), press);
    }
    QCOMPARE(layer.administration.state(), Administration::Hidden);
}

void OperatorPageTest::slowPressesAreNoGesture() {
    Layer layer;
    QQuickItem* corner = layer.scene.item("operatorCorner");
    const QVariant usual = corner->property("withinMs");
    corner->setProperty("withinMs", 100);
    for (int press = 0; press < 8; ++press) {
        layer.scene.tapAt({20, 20});
        QTest::qWait(40);
    }
    QCOMPARE(layer.administration.state(), Administration::Hidden);
    corner->setProperty("withinMs", usual);
    layer.gesture({20, 20});
    QCOMPARE(layer.administration.state(), Administration::Pin);
}

void OperatorPageTest::padTakesWhatIsPressed() {
    Layer layer;
    layer.gesture({20, 20});
    const int before = layer.scene.window().property("pressed").toInt();
    layer.scene.tap("pinKey1");
    layer.scene.tap("pinBack");
    layer.enter("1111");
    QCOMPARE(layer.scene.textOf("pinWords"), "That is not the PIN.");
    layer.enter("1111");
    layer.enter("1111");
    QVERIFY(layer.scene.textOf("pinWords").contains("Wait 30 s"));
    QVERIFY(!layer.scene.item("pinKey1")->isEnabled());
    layer.scene.tapAt({2, 300}); // beside the keys
    QCOMPARE(layer.scene.window().property("pressed").toInt(), before);
    layer.scene.tap("pinClose");
    QCOMPARE(layer.administration.state(), Administration::Hidden);
    QCOMPARE(layer.scene.item("pinPad"), nullptr);
}

void OperatorPageTest::padShowsDotsOnly() {
    Layer layer;
    layer.gesture({20, 20});
    for (const char* key : {"pinKey2", "pinKey4", "pinKey6"})
        layer.scene.tap(key);
    QTest::qWait(50);
    QCOMPARE(layer.scene.item("pinDots")->childItems().size(), 4); // with the repeater
    QVERIFY(layer.scene.texts().filter("246").isEmpty());
}

void OperatorPageTest::padTakesKeys() {
    Layer layer;
    layer.gesture({20, 20});
    QTest::qWait(50);
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_4, Qt::Key_5, Qt::Key_Backspace, Qt::Key_6, Qt::Key_8})
        QTest::keyClick(&layer.scene.window(), key);
    QCOMPARE(layer.administration.digits(), 4);
    QTest::keyClick(&layer.scene.window(), Qt::Key_Return);
    QTRY_COMPARE(layer.administration.state(), Administration::Page);
    QTest::qWait(50);
    QTest::keyClick(&layer.scene.window(), Qt::Key_Escape);
    QCOMPARE(layer.administration.state(), Administration::Hidden);
}

void OperatorPageTest::everythingHasItsSize_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("touchscreen") << QSize(800, 480);
    QTest::newRow("turned") << QSize(480, 800);
    QTest::newRow("large") << QSize(1920, 1080);
}

void OperatorPageTest::everythingHasItsSize() {
    QFETCH(QSize, size);
    Layer layer(kiosk::Corner::TopLeft, size);
    const QQuickItem* corner = layer.scene.item("operatorCorner");
    QCOMPARE(corner->size(), QSizeF(80, 80));
    layer.gesture({20, 20});
    QTest::qWait(50);
    const QRectF all(0, 0, size.width(), size.height());
    for (const char* key : {"pinKey0", "pinKey1", "pinKey9", "pinBack", "pinEnter"}) {
        const QQuickItem* item = layer.scene.item(key);
        QVERIFY2(item->width() >= 64 && item->height() >= 64, key);
        QVERIFY2(all.contains(item->mapRectToScene(item->boundingRect())), key);
    }
    const QQuickItem* cancel = layer.scene.item("pinClose");
    QVERIFY(cancel->height() >= 56);
    QVERIFY(all.contains(cancel->mapRectToScene(cancel->boundingRect())));
    layer.enter("2468");
    QTest::qWait(50);
    for (const char* button : {"operatorBack", "operatorDark", "operatorRestart", "operatorLeave"}) {
        const QQuickItem* item = layer.scene.item(button);
        QVERIFY2(item->height() >= 64, button);
        QVERIFY2(all.contains(item->mapRectToScene(item->boundingRect())), button);
    }
}

void OperatorPageTest::pageTellsAndScrolls() {
    Layer layer;
    layer.openPage();
    const QStringList texts = layer.scene.texts();
    for (const char* expected : {"Visits", "77", "visit/idle", "90", "1.2.3", "Temperature"})
        QVERIFY2(texts.contains(expected), expected);
    QVERIFY(texts.filter("2468").isEmpty());
    const QQuickItem* scroll = layer.scene.item("operatorScroll");
    QVERIFY(scroll->property("contentHeight").toReal() > scroll->height());
    QVERIFY(scroll->property("contentWidth").toReal() <= 800);
}

void OperatorPageTest::pageBeginsWithFaults() {
    Layer sound;
    sound.openPage();
    QCOMPARE(sound.scene.item("operatorFaults"), nullptr);
    const QString fault = "/etc/peripheral/kiosk.ini, line 7: “log” names “/" + QString(120, 'x') +
                          "”, which cannot be written: Read-only file system.";
    Layer layer(kiosk::Corner::TopLeft, {800, 480}, {fault, "Another one."});
    layer.openPage();
    const QStringList texts = layer.scene.texts();
    QVERIFY(texts.contains("Faults at the start") && texts.contains(fault) && texts.contains("Another one."));
    const QQuickItem* faults = layer.scene.item("operatorFaults");
    QVERIFY(faults != nullptr);
    QVERIFY(faults->height() > 0 && faults->mapToScene({0, 0}).y() < 480);
    QVERIFY2(faults->mapToScene({faults->width(), 0}).x() <= 800, "it is wrapped");
}

void OperatorPageTest::pageActs() {
    Layer layer;
    layer.openPage();
    layer.scene.tap("operatorRestart");
    QTRY_COMPARE(layer.restarts, 1);
    layer.scene.tap("operatorLeave");
    QTRY_COMPARE(layer.left, 1);
    layer.scene.tap("operatorDark");
    QTRY_COMPARE(layer.darkened, 1);
    QCOMPARE(layer.administration.state(), Administration::Hidden);
    layer.openPage();
    layer.scene.tap("operatorBack");
    QTRY_COMPARE(layer.administration.state(), Administration::Hidden);
}

PERIPHERAL_QT_TEST(OperatorPageTest, QGuiApplication)
#include "operator_page_test.moc"
