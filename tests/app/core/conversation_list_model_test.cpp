// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chat/conversation_list_model.h"
#include "qt_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <malloc.h>
#include <memory>

using namespace peripheral;

class ConversationListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void putsTheNewestFirst();
    void insertsByLastUse();
    void movesUpWhatChanges();
    void followsWhatHappenedNotTheClock();
    void putsEachUnderADayThatFits_data();
    void putsEachUnderADayThatFits();
    void saysWhichDaysChanged();
    void marksTheCurrentOne();
    void marksWhatIsAnswered();
    void renamesAndRemoves();
    void takesUnknownIdsForNothing();
    void dividesByDay();
    void leavesNothingBehind();

private:
    [[nodiscard]] QList<int> ids() const {
        QList<int> ids;
        for (int row = 0; row < m_model->count(); ++row)
            ids << value(row, ConversationListModel::ConversationIdRole).toInt();
        return ids;
    }
    [[nodiscard]] QVariant value(int row, int role) const { return m_model->index(row).data(role); }

    const QDateTime m_noon{QDate(2026, 3, 10), QTime(12, 0)};
    std::unique_ptr<ConversationListModel> m_model;
};

void ConversationListModelTest::init() {
    m_model = std::make_unique<ConversationListModel>();
    new QAbstractItemModelTester(m_model.get(), m_model.get());
    m_model->reset({{.id = 1, .title = "one", .updatedAt = m_noon.addSecs(-10), .used = 12},
                    {.id = 2, .title = "two", .updatedAt = m_noon, .used = 13},
                    {.id = 3, .title = "three", .updatedAt = m_noon.addSecs(-20), .used = 10}});
}

void ConversationListModelTest::putsTheNewestFirst() {
    QCOMPARE(ids(), (QList<int>{2, 1, 3}));
    QCOMPARE(m_model->newestId(), 2);
    QCOMPARE(value(1, ConversationListModel::TitleRole).toString(), QString("one"));
}

void ConversationListModelTest::insertsByLastUse() {
    QSignalSpy count(m_model.get(), &ConversationListModel::countChanged);
    m_model->insert({.id = 4, .title = "four", .updatedAt = m_noon.addSecs(15), .used = 11});
    QCOMPARE(ids(), (QList<int>{2, 1, 4, 3}));
    QCOMPARE(count.size(), 1);
}

void ConversationListModelTest::movesUpWhatChanges() {
    QSignalSpy moved(m_model.get(), &ConversationListModel::rowsMoved);
    m_model->touch(3, m_noon.addSecs(5));
    QCOMPARE(ids(), (QList<int>{3, 2, 1}));
    QCOMPARE(moved.size(), 1);
    m_model->touch(3, m_noon.addSecs(6));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(value(0, ConversationListModel::UpdatedAtRole).toDateTime(), m_noon.addSecs(6));
}

void ConversationListModelTest::followsWhatHappenedNotTheClock() {
    // The clock is set back by more than a year, and another conversation goes on.
    m_model->touch(3, m_noon.addDays(-400));
    QCOMPARE(ids(), (QList<int>{3, 2, 1}));
    QCOMPARE(m_model->newestId(), 3);
    QCOMPARE(value(0, ConversationListModel::UpdatedAtRole).toDateTime(), m_noon.addDays(-400));
    const Conversation removed = *m_model->find(3);
    m_model->remove(3);
    m_model->touch(1, m_noon.addDays(-500));
    m_model->insert(removed);
    // It was used before the last touch, and comes back below what was touched since.
    QCOMPARE(m_model->newestId(), 1);
}

void ConversationListModelTest::putsEachUnderADayThatFits_data() {
    QTest::addColumn<QList<int>>("written"); // days before today, as the clock said, the one used last first
    QTest::addColumn<QList<int>>("shown");
    const auto row = [](const char* name, const QList<int>& written, const QList<int>& shown) {
        QTest::newRow(name) << written << shown;
    };
    row("a clock that is right", {0, 1, 5, 90}, {0, 1, 5, 90});
    row("started in the past", {9000, 9000, 1, 5}, {1, 1, 1, 5});
    row("in the past between others", {0, 9000, 1}, {0, 1, 1});
    row("only in the past", {9000, 9001}, {9000, 9001});
    row("a day that is to come", {2, -400, 5}, {2, 5, 5});
    row("such days at the end", {3, -400, -1}, {3, 3, 3});
    row("only such days", {-400, -1}, {0, 0});
    row("none", {}, {});
}

void ConversationListModelTest::putsEachUnderADayThatFits() {
    QFETCH(QList<int>, written);
    QFETCH(QList<int>, shown);
    const QDate today = m_noon.date();
    std::vector<Conversation> conversations;
    for (const int days : written)
        conversations.push_back({.updatedAt = m_noon.addDays(-days)});
    QList<int> given;
    for (const QDate day : ConversationListModel::daysOf(conversations, today))
        given << static_cast<int>(day.daysTo(today));
    QCOMPARE(given, shown);
}

void ConversationListModelTest::saysWhichDaysChanged() {
    const auto section = [this](int row) {
        return value(row, ConversationListModel::SectionRole).toString();
    };
    const QDateTime now = QDateTime::currentDateTime();
    m_model->reset({{.id = 1, .updatedAt = now.addDays(-9000), .used = 2},
                    {.id = 2, .updatedAt = now.addDays(-90), .used = 1}});
    QCOMPARE(section(0), QString("Older"));
    QSignalSpy changed(m_model.get(), &ConversationListModel::dataChanged);
    m_model->insert({.id = 3, .updatedAt = now.addDays(-9000), .used = 3});
    QCOMPARE(section(0), QString("Older"));
    m_model->touch(2, now);
    QCOMPARE(section(0), QString("Today"));
    QCOMPARE(section(1), QString("Older"));
    QVERIFY(!changed.isEmpty());
    m_model->touch(1, now.addDays(-9000)); // used after the one of today
    QCOMPARE(section(0), QString("Today"));
}

void ConversationListModelTest::marksTheCurrentOne() {
    m_model->setCurrent(1);
    QCOMPARE(value(1, ConversationListModel::CurrentRole).toBool(), true);
    QCOMPARE(value(0, ConversationListModel::CurrentRole).toBool(), false);
    QSignalSpy changed(m_model.get(), &ConversationListModel::dataChanged);
    m_model->setCurrent(3);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(value(1, ConversationListModel::CurrentRole).toBool(), false);
    m_model->setCurrent(0);
    QCOMPARE(value(2, ConversationListModel::CurrentRole).toBool(), false);
}

void ConversationListModelTest::marksWhatIsAnswered() {
    QSignalSpy changed(m_model.get(), &ConversationListModel::dataChanged);
    m_model->setAnswering(1, true);
    m_model->setAnswering(1, true);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(value(1, ConversationListModel::AnsweringRole).toBool(), true);
}

void ConversationListModelTest::renamesAndRemoves() {
    QSignalSpy changed(m_model.get(), &ConversationListModel::dataChanged);
    m_model->rename(1, "uno");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_model->find(1)->title, QString("uno"));
    m_model->remove(2);
    QCOMPARE(ids(), (QList<int>{1, 3}));
    QCOMPARE(m_model->find(2), nullptr);
}

void ConversationListModelTest::takesUnknownIdsForNothing() {
    m_model->rename(9, "nine");
    m_model->remove(9);
    m_model->touch(9, m_noon);
    m_model->setAnswering(9, true);
    QCOMPARE(ids(), (QList<int>{2, 1, 3}));
    m_model->reset({});
    QCOMPARE(m_model->newestId(), 0);
}

void ConversationListModelTest::dividesByDay() {
    const QDate today(2026, 3, 10);
    QCOMPARE(ConversationListModel::sectionOf(today, today), QString("Today"));
    QCOMPARE(ConversationListModel::sectionOf(today.addDays(1), today),
             QString("Today")); // a clock that was wrong
    QCOMPARE(ConversationListModel::sectionOf(today.addDays(-1), today), QString("Yesterday"));
    QCOMPARE(ConversationListModel::sectionOf(today.addDays(-2), today), QString("Previous 7 days"));
    QCOMPARE(ConversationListModel::sectionOf(today.addDays(-7), today), QString("Previous 7 days"));
    QCOMPARE(ConversationListModel::sectionOf(today.addDays(-8), today), QString("Older"));
}

/// A kiosk makes one a visit, hundreds a day, and waits for midnight with each.
void ConversationListModelTest::leavesNothingBehind() {
    constexpr int kModels = 1000;
    constexpr std::size_t kLeast = 48; // of what an object that stays would take
    { ConversationListModel first; }
    const std::size_t before = mallinfo2().uordblks;
    for (int i = 0; i < kModels; ++i)
        ConversationListModel model;
    QVERIFY(mallinfo2().uordblks < before + kModels * kLeast);
}

PERIPHERAL_QT_TEST(ConversationListModelTest, QCoreApplication)
#include "conversation_list_model_test.moc"
