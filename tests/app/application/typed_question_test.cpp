// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the keyboard to the disk: a question typed into the real window, answered by the real engine with the
// built-in model.
#include "qt_test.h"
#include "shown_window.h"

#include <QGuiApplication>

#include <set>

using namespace peripheral;

class TypedQuestionTest : public QObject {
    Q_OBJECT

private slots:
    void isAnsweredAndSaved();
};

void TypedQuestionTest::isAnsweredAndSaved() {
    QTemporaryDir folder;
    auto setup = std::make_unique<ChatSetup>(folder.path(), [] { return plm::makeEngine({}); });
    setup->settings.setTemperature(0); // the likeliest answer, the same each time
    setup->chat.setPace(5);            // so that it can be seen to grow, where a picture takes long too
    auto shown = std::make_unique<ShownWindow>(*setup);
    QQuickWindow* window = shown->window();
    QVERIFY(window != nullptr);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window));
    setup->storage.open(folder.path());
    setup->model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QVERIFY(QTest::qWaitFor([&] { return setup->model.ready(); }, 20'000));

    for (const QChar character : QStringLiteral("What is the opposite of hot?"))
        QTest::sendKeyEvent(QTest::Click, window, Qt::Key_unknown, QString(character), Qt::NoModifier);
    QTRY_COMPARE(setup->chat.draft(), QString("What is the opposite of hot?"));
    QTest::keyClick(window, Qt::Key_Return);
    std::set<qsizetype> lengths; // of all that is in sight
    QVERIFY(QTest::qWaitFor(
        [&] {
            lengths.insert(shown->blocks().join(QString()).size());
            return setup->count() == 2 && !setup->chat.busy();
        },
        20'000));
    QVERIFY2(lengths.size() >= 4, qPrintable(QString::number(lengths.size())));
    const QString answer = setup->message(1).text;
    QCOMPARE(setup->message(1).state, MessageState::Complete);
    QVERIFY2(answer.contains("cold"), qPrintable(answer));
    QVERIFY2(shown->blocks().contains(answer), qPrintable(shown->blocks().join("|")));
    qInfo("On %s: %s", qPrintable(QGuiApplication::platformName()), qPrintable(answer));

    shown.reset();
    setup.reset();
    const auto saved = savedPath(folder.path());
    QCOMPARE(saved.size(), 2);
    QCOMPARE(saved[0].text, QString("What is the opposite of hot?"));
    QCOMPARE(saved[1].text, answer);
}

PERIPHERAL_QT_TEST(TypedQuestionTest, QGuiApplication)
#include "typed_question_test.moc"
