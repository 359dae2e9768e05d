// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/builtin_model.h"
#include "models/local_path.h"
#include "window_case.h"
#include "written_numbers.h"

#include <plm/engine.h>

using namespace peripheral;

/// The last answer written again, sparse and dense, as the device panel offers it.
class DeviceReplayTest : public WindowCase {
    Q_OBJECT
private slots:
    void anAnswerIsWrittenTwiceMore();
    void aReplayCanBeCancelled();
    void builtInModelSkipsHalfOfFfnDown();

private:
    void answerBesideThePanel();
    [[nodiscard]] AnswerReplay& replay() const { return window().replay(); }
};

void DeviceReplayTest::answerBesideThePanel() {
    settings().setPanelOpen(true);
    ask("What is hot?");
    QTRY_VERIFY(shows("startReplay") && replay().available());
}

void DeviceReplayTest::anAnswerIsWrittenTwiceMore() {
    answerBesideThePanel();
    QVERIFY(item("startReplay")->isEnabled());
    item("startReplay")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_COMPARE(replay().state(), AnswerReplay::Done);
    QVERIFY(replay().sameTokens().toBool());
    QCOMPARE(textOf("replayState"), QString("Same tokens: all %1 of them.").arg(replay().tokens()));
    QVERIFY(replay().sparseSpeed() != replay().denseSpeed());
    const auto words = [](const QVariant& speed, const QVariant& size) {
        return QString("%1 tokens a second, %2 each")
            .arg(writtenDecimal(speed.toDouble(), 1), writtenBytes(size.toDouble()));
    };
    QCOMPARE(textOf("sparseSpeed"), words(replay().sparseSpeed(), replay().sparseBytes()));
    QCOMPARE(textOf("denseSpeed"), words(replay().denseSpeed(), replay().denseBytes()));
}

void DeviceReplayTest::aReplayCanBeCancelled() {
    answerBesideThePanel();
    script().hold = Script::Hold::AtTheEnd; // the engine is idle
    replay().start();
    QTRY_VERIFY(shows("cancelReplay"));
    QVERIFY(!shows("startReplay"));
    item("cancelReplay")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_COMPARE(textOf("replayState"), "Interrupted.");
}

void DeviceReplayTest::builtInModelSkipsHalfOfFfnDown() {
    constexpr int kPatience = 120'000;
    QTemporaryDir folder;
    TestWindow real(
        folder.path(), [] { return plm::makeEngine({}); }, pathFromBytes(builtinModel().native()));
    real.open();
    real.settings().setPanelOpen(true);
    const std::string_view question = suggestions().front().question;
    real.ask(QString::fromUtf8(question.data(), static_cast<qsizetype>(question.size())));
    QTRY_VERIFY(real.telemetry().skippedShare().isValid());
    QVERIFY(real.telemetry().skippedShare().toDouble() >= 0.5);
    QTRY_COMPARE(real.textOf("skippedShare"), writtenPercent(real.telemetry().skippedShare().toDouble()));
    QTRY_VERIFY(real.replay().available());
    real.replay().start();
    QTRY_COMPARE_WITH_TIMEOUT(real.replay().state(), AnswerReplay::Done, kPatience);
    QVERIFY(real.replay().sameTokens().toBool());
    QVERIFY(real.replay().denseBytes().toDouble() > real.replay().sparseBytes().toDouble());
}

PERIPHERAL_QT_TEST(DeviceReplayTest, TestApplication)
#include "device_replay_test.moc"
