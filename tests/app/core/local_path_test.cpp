// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names of files that are no UTF-8 come through the window unharmed.
#include "models/loaded_model.h"
#include "models/local_path.h"
#include "qt_test.h"
#include "settings/settings.h"
#include "told_engine.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

class LocalPathTest : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void readsArgumentsAndUrls();
    void isShownHarmless();
    void opensAndRemembersSuchAModel();
};

void LocalPathTest::keepsEveryByte_data() {
    QTest::addColumn<QByteArray>("bytes");
    QByteArray all = "/";
    for (int byte = 1; byte < 256; ++byte)
        all += static_cast<char>(byte);
    QTest::newRow("text") << QByteArray("/models/ä b 👩.gguf");
    QTest::newRow("latin 1") << QByteArray("/models/\xE4.gguf");
    QTest::newRow("cut off") << QByteArray("/models/\xF0\x9F");
    QTest::newRow("a surrogate as UTF-8") << QByteArray("/\xED\xB2\x80");
    QTest::newRow("after a character of two units") << QByteArray("/👩\xFF");
    QTest::newRow("per cent") << QByteArray("/a%20b%FF?c#d:\xFF");
    QTest::newRow("every byte") << all;
    QTest::newRow("longest") << QByteArray("/") + QByteArray(255, '\xFE');
    QTest::newRow("empty") << QByteArray();
}

void LocalPathTest::keepsEveryByte() {
    QFETCH(const QByteArray, bytes);
    const QString path = pathFromBytes(bytes);
    QCOMPARE(bytesOfPath(path), bytes);
    QCOMPARE(systemPath(path).native(), bytes.toStdString());
    const QString text = textOfPath(path);
    QCOMPARE(bytesOfPath(pathFromText(QString::fromUtf8(text.toUtf8()))), bytes);
}

void LocalPathTest::readsArgumentsAndUrls() {
    const char* arguments[] = {"peripheral", "a\xFF.gguf", "--model"};
    const QStringList paths = pathsFromArguments(3, arguments);
    QCOMPARE(paths.size(), 3);
    QCOMPARE(bytesOfPath(paths[1]), QByteArray("a\xFF.gguf"));
    QCOMPARE(paths[2], QString("--model"));
    QCOMPARE(bytesOfPath(pathOfUrl(QUrl::fromEncoded("file:///m/a%FF%25%20b.gguf"))),
             QByteArray("/m/a\xFF% b.gguf"));
    QCOMPARE(pathOfUrl(QUrl::fromLocalFile("/m/ä 100%.gguf")), QString("/m/ä 100%.gguf"));
    QCOMPARE(pathOfUrl(QUrl("/m/b.gguf")), QString("/m/b.gguf"));
}

void LocalPathTest::isShownHarmless() {
    QCOMPARE(shownPath(pathFromBytes("/m/a\xFF\n.gguf")), QString("/m/a\\xFF\\n.gguf"));
    QCOMPARE(shownPath("/m/ä.gguf"), QString("/m/ä.gguf"));
}

void LocalPathTest::opensAndRemembersSuchAModel() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    const auto told = std::make_shared<Told>();
    EngineThread engine(toldEngine(told));
    LoadedModel model(engine, "/models/good.gguf");
    const QByteArray longest = "/models/\xFF" + QByteArray(249, 'n') + ".gguf";
    {
        Settings settings(file);
        connect(&model, &LoadedModel::chosen, &settings, &Settings::setModelPath);
        model.openPath(pathFromBytes(longest));
        QCOMPARE(model.loadingName(), "\\xFF" + QString(249, 'n') + ".gguf");
        QTRY_VERIFY(model.ready());
    }
    QCOMPARE(bytesOfPath(model.path()), longest);
    QCOMPARE(model.property("path").toString(), "/models/\\xFF" + QString(249, 'n') + ".gguf");
    QCOMPARE(bytesOfPath(Settings(file).modelPath()), longest);
    model.open(QUrl::fromEncoded("file:///models/other%FE.gguf"));
    QTRY_COMPARE(bytesOfPath(model.path()), QByteArray("/models/other\xFE.gguf"));
}

PERIPHERAL_QT_TEST(LocalPathTest, QCoreApplication)
#include "local_path_test.moc"
