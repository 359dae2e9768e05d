// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes of a stranger: a message comes through whole or not at all.
#include "instance/handover_message.h"
#include "qt_test.h"

#include <QByteArray>

using namespace peripheral;
using State = ReadHandover::State;

class HandoverMessageTest : public QObject {
    Q_OBJECT

private slots:
    void comesThroughWhole_data();
    void comesThroughWhole();
    void losesATokenRatherThanTheFile();
    void refuses_data();
    void refuses();
    void neverGrowsWithoutEnd();
};

void HandoverMessageTest::comesThroughWhole_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("a file") << QByteArray("/home/a b/PLM:1,8.gguf") << QByteArray();
    QTest::newRow("not UTF-8") << QByteArray("/m/\xff\xfe\n.gguf") << QByteArray("gnome-shell/1_TIME22");
    QTest::newRow("the longest") << '/' + QByteArray(4095, 'x') << QByteArray(1024, '~');
}

void HandoverMessageTest::comesThroughWhole() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, token);
    const HandoverMessage message{file.toStdString(), token.toStdString()};
    const std::string bytes = writeHandover(message);
    QVERIFY(bytes.size() <= kLongestHandover);
    const ReadHandover read = readHandover(bytes);
    QVERIFY(read.state == State::Complete);
    QVERIFY(read.message == message);
    for (std::size_t part = 0; part < bytes.size(); ++part)
        QVERIFY(readHandover(std::string_view(bytes).substr(0, part)).state == State::Incomplete);
    QVERIFY(readHandover(bytes + "x").state == State::Wrong);
}

void HandoverMessageTest::losesATokenRatherThanTheFile() {
    for (const std::string& token : {std::string("a b"), std::string("a\nb"), std::string(1025, 'x')}) {
        const ReadHandover read =
            readHandover(writeHandover({.file = "/fox.gguf", .activationToken = token}));
        QVERIFY(read.state == State::Complete);
        QVERIFY((read.message == HandoverMessage{.file = "/fox.gguf", .activationToken = {}}));
    }
}

void HandoverMessageTest::refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another program") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("another version") << QByteArray("peripheral 2\n0:,0:,");
    QTest::newRow("a relative path") << QByteArray("peripheral 1\n6:a.gguf,0:,");
    QTest::newRow("a NUL") << QByteArray("peripheral 1\n4:/a\0b,0:,", 23);
    QTest::newRow("a blank in the token") << QByteArray("peripheral 1\n0:,3:a b,");
    QTest::newRow("a line end in the token") << QByteArray("peripheral 1\n0:,3:a\nb,");
    QTest::newRow("too long a path") << QByteArray("peripheral 1\n4097:");
    QTest::newRow("too long a token") << QByteArray("peripheral 1\n0:,1025:");
    QTest::newRow("a length without end") << QByteArray("peripheral 1\n99999999999999999999999");
    QTest::newRow("a length with a zero before it") << QByteArray("peripheral 1\n02:/a,0:,");
    QTest::newRow("no length") << QByteArray("peripheral 1\n:,0:,");
    QTest::newRow("a wrong end") << QByteArray("peripheral 1\n2:/a;0:,");
    QTest::newRow("a third field") << QByteArray("peripheral 1\n0:,0:,0:,");
}

void HandoverMessageTest::refuses() {
    QFETCH(QByteArray, bytes);
    QVERIFY(readHandover(bytes.toStdString()).state == State::Wrong);
}

void HandoverMessageTest::neverGrowsWithoutEnd() {
    for (const char* beginning : {"", "peripheral 1\n", "peripheral 1\n4096:", "peripheral 1\n0:,1024:"})
        for (const char filling : {'0', '1', '/', ',', '\n'}) {
            const std::string bytes = beginning + std::string(kLongestHandover, filling);
            QVERIFY(readHandover(bytes).state == State::Wrong);
        }
}

PERIPHERAL_QT_TEST(HandoverMessageTest, QCoreApplication)
#include "handover_message_test.moc"
