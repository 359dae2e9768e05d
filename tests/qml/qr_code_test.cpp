// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/qr_code.h"
#include "qt_test.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSet>

using peripheral::QrCode;

/// The picture of a QR code: which modules are dark is libqrencode's to know; that they are drawn as they
/// are, and that a camera finds them, is told here.
class QrCodeTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void hasItsThreeCorners();
    void isDrawnWithoutBlur_data();
    void isDrawnWithoutBlur();
    void takesNoMoreThanACodeHolds();

private:
    [[nodiscard]] static QImage pictureOf(QrCode& code, int side);
    [[nodiscard]] static bool isDark(const QImage& picture, int x, int y) {
        return qGray(picture.pixel(x, y)) < 128;
    }
};

void QrCodeTest::init() {
    if (!QrCode::available())
        QSKIP("built without libqrencode");
}

QImage QrCodeTest::pictureOf(QrCode& code, int side) {
    QImage picture(side, side, QImage::Format_RGB32);
    picture.fill(Qt::green);
    code.setSize(QSizeF(side, side));
    QPainter painter(&picture);
    code.paint(&painter);
    return picture;
}

/// Each a dark square of three modules in a light ring in a dark one, behind a margin of four.
void QrCodeTest::hasItsThreeCorners() {
    QrCode code;
    code.setText("Peripheral");
    QVERIFY(code.valid());
    const int modules = static_cast<int>(code.implicitWidth()) / 3;
    const QImage picture = pictureOf(code, modules); // a pixel each
    const int far = modules - 4 - 7;
    for (const QPoint corner : {QPoint(4, 4), QPoint(far, 4), QPoint(4, far)}) {
        for (int y = -1; y < 8; ++y) {
            for (int x = -1; x < 8; ++x) {
                const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
                QCOMPARE(isDark(picture, corner.x() + x, corner.y() + y), ring == 3 || ring <= 1);
            }
        }
    }
    for (int i = 0; i < modules; ++i) {
        for (int margin = 0; margin < 4; ++margin)
            QVERIFY(!isDark(picture, i, margin) && !isDark(picture, margin, i));
    }
}

void QrCodeTest::isDrawnWithoutBlur_data() {
    QTest::addColumn<int>("side");
    for (const int side : {29, 100, 301, 517})
        QTest::addRow("%d", side) << side;
}

void QrCodeTest::isDrawnWithoutBlur() {
    QFETCH(int, side);
    QrCode code;
    code.setText("A"); // the smallest code, 21 modules and the margin
    const QImage picture = pictureOf(code, side);
    QSet<QRgb> colours;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            colours += picture.pixel(x, y);
    colours -= QColor(Qt::green).rgb(); // where no whole module has room
    QCOMPARE(colours, (QSet<QRgb>{qRgb(0, 0, 0), qRgb(255, 255, 255)}));
}

void QrCodeTest::takesNoMoreThanACodeHolds() {
    QrCode code;
    code.setText(QString(990, 'x'));
    QVERIFY(code.valid());
    code.setText(QString(5000, 'x'));
    QVERIFY(!code.valid());
    QCOMPARE(code.implicitWidth(), 0.0);
    code.setText("");
    QVERIFY(!code.valid());
}

PERIPHERAL_QT_TEST(QrCodeTest, QGuiApplication)
#include "qr_code_test.moc"
