// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/block_list_model.h"
#include "history/rows.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace peripheral {

/// What QML calls Message: the enums of a message, as Message.User and Message.Stopped.
namespace message_in_qml {
Q_NAMESPACE
QML_NAMED_ELEMENT(Message)
QML_FOREIGN_NAMESPACE(peripheral::message_enums)
} // namespace message_in_qml

struct Message;

/// The messages of the conversation that is shown, along one path of its tree, first to last. GUI thread.
class MessageListModel : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageListModel)
    QML_ELEMENT
    QML_UNCREATABLE("Chat owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        MessageIdRole = Qt::UserRole + 1, ///< messageId: MessageId, 0 until it is saved
        AuthorRole,                       ///< author: Message.Author
        BlocksRole,                       ///< blocks: BlockListModel
        TextRole,                         ///< text: the whole message as Markdown
        StateRole,                        ///< state: Message.State
        ErrorRole,                        ///< error: a sentence for Failed, else empty
        FootnoteRole,                     ///< footnote: speed and time of a finished answer, else empty
        LastRole,                         ///< last: bool, the end of the path
    };
    Q_ENUM(Role)

    explicit MessageListModel(QObject* parent = nullptr);
    ~MessageListModel() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }

    /// The message at `row`, which must be valid.
    [[nodiscard]] const Message& at(int row) const;
    /// The row of the message with this id; -1 where there is none.
    [[nodiscard]] int rowOf(MessageId id) const;

    void reset(const std::vector<Message>& messages);
    void append(const Message& message);
    /// Removes the messages from `row` to the end.
    void truncate(int row);
    void setId(int row, MessageId id);
    /// More text of an answer; the states before Streaming become Streaming.
    void appendText(int row, const QString& text);
    void setState(int row, MessageState state, const QString& error = {}, const QString& footnote = {});

signals:
    void countChanged();

private:
    struct Entry;
    void changed(int row, const QList<int>& roles);

    std::vector<std::unique_ptr<Entry>> m_entries;
};

/// One message as the window shows it.
struct Message {
    MessageId id = 0; ///< 0 until it is saved
    MessageId parentId = 0;
    Author author = Author::User;
    QString text{};
    MessageState state = MessageState::Complete;
    QString error{};
    QString footnote{};
};

} // namespace peripheral
