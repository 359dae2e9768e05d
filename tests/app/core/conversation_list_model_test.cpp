// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chat/conversation_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace peripheral;

class ConversationListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void putsTheNewestFirst();
    void insertsByDate();
    void movesUpWhatChanges();
    void marksTheCurrentOne();
    void marksWhatIsAnswered();
    void renamesAndRemoves();
    void takesUnknownIdsForNothing();
    void dividesByDay();

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
    m_model->reset({{.id = 1, .title = "one", .updatedAt = m_noon.addSecs(-10)},
                    {.id = 2, .title = "two", .updatedAt = m_noon},
                    {.id = 3, .title = "three", .updatedAt = m_noon.addSecs(-20)}});
}

void ConversationListModelTest::putsTheNewestFirst() {
    QCOMPARE(ids(), (QList<int>{2, 1, 3}));
    QCOMPARE(m_model->newestId(), 2);
    QCOMPARE(value(1, ConversationListModel::TitleRole).toString(), QString("one"));
}

void ConversationListModelTest::insertsByDate() {
    QSignalSpy count(m_model.get(), &ConversationListModel::countChanged);
    m_model->insert({.id = 4, .title = "four", .updatedAt = m_noon.addSecs(-15)});
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
    m_model->rename(1, "uno");
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

QTEST_GUILESS_MAIN(ConversationListModelTest)
#include "conversation_list_model_test.moc"
