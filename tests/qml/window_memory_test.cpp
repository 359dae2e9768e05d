// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose the memory of the whole program is, before, during and after an answer of the real engine.
// $PERIPHERAL_MODEL names
// another model than the built-in one.
#include "builtin/builtin_model.h"
#include "chat/chat_objects.h"
#include "qt_test.h"
#include "test_window.h"

#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

class WindowMemoryTest : public QObject {
    Q_OBJECT

private slots:
    void isKnownNearlyAll();

private:
    void check(DeviceReadings& device, const char* when) {
        QSignalSpy read(&device, &DeviceReadings::readAgain);
        // The first may have been under way, or be of what was read before, when the engine's memory changed.
        QTRY_VERIFY_WITH_TIMEOUT(read.count() >= 2 && device.latest().memory, 20'000);
        const plm::MemoryByPart& memory = *device.latest().memory;
        const auto total = static_cast<double>(memory.total());
        const auto unknown = static_cast<double>(memory.of(plm::MemoryPart::Unattributed).all());
        qInfo("%s: %.1f MB, %.2f %% unattributed", when, total / 1e6, 100 * unknown / total);
        QVERIFY2(unknown <= 0.03 * total, when);
    }
};

void WindowMemoryTest::isKnownNearlyAll() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer's allocator does not lie where malloc's does.");
#endif
    const QTemporaryDir folder;
    ChatObjects objects({.settingsFile = folder.filePath("settings.ini"),
                         .engine = [](const Settings&) { return [] { return plm::makeEngine({}); }; },
                         .builtInModel = pathFromBytes(builtinModel().native())});
    objects.storage.open(folder.path());
    QQuickStyle::setStyle("Basic");
    QQmlApplicationEngine qml;
    qml.addImportPath("qrc:/qt/qml");
    qml.setInitialProperties(objects.properties());
    qml.load(QUrl("qrc:/qt/qml/Peripheral/Desktop/Main.qml"));
    QCOMPARE(qml.rootObjects().size(), 1);
    objects.deviceReadings.setWatching(true);
    objects.model.openBuiltIn();
    QTRY_VERIFY_WITH_TIMEOUT(objects.chat.canSend(), 60'000);
    check(objects.deviceReadings, "before");
    objects.chat.setPace(20); // so that it lasts
    objects.chat.send(LoadedModel::suggestions().constFirst());
    QTRY_COMPARE_WITH_TIMEOUT(objects.chat.answerState(), MessageState::Streaming, 60'000);
    check(objects.deviceReadings, "during");
    objects.chat.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!objects.chat.busy(), 20'000);
    check(objects.deviceReadings, "after");
}

PERIPHERAL_QT_TEST(WindowMemoryTest, TestApplication)
#include "window_memory_test.moc"
