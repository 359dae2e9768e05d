// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Messages and their blocks, as the views are told of them.
#include "chat/message_list_model.h"
#include "qt_test.h"

#include <plm/recording.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace peripheral;

class MessageListModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void givesEachRole();
    void marksTheLast();
    void growsWhileTextArrives();
    void changesOnlyTheLastBlocks();
    void givesTheBlocksOfTheWholeText();
    void keepsBlocksForViewsThatStillLook();
    void takesEndsOff();
    void tellsWhichRowsWentAndWhichIsLastNow();

private:
    [[nodiscard]] QVariant value(int row, int role) const { return m_model->index(row).data(role); }
    [[nodiscard]] BlockListModel* blocks(int row) const {
        return value(row, MessageListModel::BlocksRole).value<BlockListModel*>();
    }

    std::unique_ptr<MessageListModel> m_model;
};

void MessageListModelTest::init() {
    m_model = std::make_unique<MessageListModel>();
    new QAbstractItemModelTester(m_model.get(), m_model.get());
    m_model->append({.id = 1, .text = "Why?"});
    m_model->append({.id = 2, .parentId = 1, .author = Author::Assistant, .state = MessageState::Waiting});
}

void MessageListModelTest::givesEachRole() {
    m_model->setState(1, MessageState::Failed, "It broke.", "1.0 tok/s");
    QCOMPARE(value(1, MessageListModel::MessageIdRole).toInt(), 2);
    QCOMPARE(value(1, MessageListModel::AuthorRole).toInt(), static_cast<int>(Author::Assistant));
    QCOMPARE(value(0, MessageListModel::TextRole).toString(), QString("Why?"));
    QCOMPARE(value(1, MessageListModel::StateRole).toInt(), static_cast<int>(MessageState::Failed));
    QCOMPARE(value(1, MessageListModel::ErrorRole).toString(), QString("It broke."));
    QCOMPARE(value(1, MessageListModel::FootnoteRole).toString(), QString("1.0 tok/s"));
    const auto names = m_model->roleNames();
    QCOMPARE(names.size(), 8);
    QCOMPARE(names[MessageListModel::FootnoteRole], QByteArray("footnote"));
}

void MessageListModelTest::marksTheLast() {
    QCOMPARE(value(0, MessageListModel::LastRole).toBool(), false);
    QCOMPARE(value(1, MessageListModel::LastRole).toBool(), true);
    QSignalSpy changed(m_model.get(), &MessageListModel::dataChanged);
    m_model->append({.text = "More?"});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(value(1, MessageListModel::LastRole).toBool(), false);
}

void MessageListModelTest::growsWhileTextArrives() {
    new QAbstractItemModelTester(blocks(1), blocks(1));
    QSignalSpy changed(m_model.get(), &MessageListModel::dataChanged);
    m_model->appendText(1, "# Be");
    m_model->appendText(1, "cause\n\nIt is ");
    m_model->appendText(1, "so.");
    QCOMPARE(changed.size(), 3);
    QCOMPARE(value(1, MessageListModel::TextRole).toString(), QString("# Because\n\nIt is so."));
    QCOMPARE(blocks(1)->rowCount(), 2);
    QCOMPARE(blocks(1)->index(0).data(BlockListModel::KindRole).toInt(), int{BlockListModel::Heading});
    QCOMPARE(blocks(1)->index(0).data(BlockListModel::LevelRole).toInt(), 1);
    QCOMPARE(blocks(1)->index(1).data(BlockListModel::TextRole).toString(), QString("It is so."));
}

void MessageListModelTest::changesOnlyTheLastBlocks() {
    m_model->appendText(1, "One.\n\nTwo.\n\nThree");
    QSignalSpy changed(blocks(1), &BlockListModel::dataChanged);
    m_model->appendText(1, " and more");
    QVERIFY(!changed.isEmpty());
    for (const QList<QVariant>& arguments : changed)
        QCOMPARE(arguments[0].toModelIndex().row(), 2);
}

void MessageListModelTest::givesTheBlocksOfTheWholeText() {
    const auto recording = plm::Recording::read(PERIPHERAL_RECORDINGS "/blocks.json");
    QVERIFY(recording);
    new QAbstractItemModelTester(blocks(1), blocks(1));
    QString text;
    for (const std::string& piece : recording->pieces) {
        text += QString::fromStdString(piece);
        m_model->appendText(1, QString::fromStdString(piece));
    }
    m_model->setState(1, MessageState::Complete);
    m_model->append({.author = Author::Assistant, .text = text});
    QCOMPARE(blocks(1)->rowCount(), blocks(2)->rowCount());
    for (int row = 0; row < blocks(1)->rowCount(); ++row)
        for (const int role : blocks(1)->roleNames().keys())
            QCOMPARE(blocks(1)->index(row).data(role), blocks(2)->index(row).data(role));
}

void MessageListModelTest::keepsBlocksForViewsThatStillLook() {
    const QPointer<BlockListModel> gone = blocks(1);
    m_model->truncate(1);
    QVERIFY(gone);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!gone);
}

void MessageListModelTest::takesEndsOff() {
    m_model->truncate(1);
    QCOMPARE(m_model->count(), 1);
    QCOMPARE(value(0, MessageListModel::LastRole).toBool(), true);
    m_model->truncate(5); // beyond the end
    QCOMPARE(m_model->count(), 1);
    m_model->setId(0, 12);
    QCOMPARE(m_model->rowOf(12), 0);
    QCOMPARE(m_model->rowOf(1), -1);
    m_model->reset({});
    QCOMPARE(m_model->count(), 0);
}

void MessageListModelTest::tellsWhichRowsWentAndWhichIsLastNow() {
    m_model->append({.id = 3, .text = "More?"});
    QSignalSpy removed(m_model.get(), &MessageListModel::rowsRemoved);
    QSignalSpy changed(m_model.get(), &MessageListModel::dataChanged);
    m_model->truncate(1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][1].toInt(), 1);
    QCOMPARE(removed[0][2].toInt(), 2);
    QCOMPARE(changed.size(), 1); // the row that is the last now
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{MessageListModel::LastRole});
    m_model->truncate(1); // where nothing goes, nothing is told
    QCOMPARE(removed.size(), 1);
    QCOMPARE(changed.size(), 1);
    m_model->truncate(0);
    QCOMPARE(m_model->count(), 0);
}

PERIPHERAL_QT_TEST(MessageListModelTest, QCoreApplication)
#include "message_list_model_test.moc"
