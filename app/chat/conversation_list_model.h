// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/rows.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QString>
#include <QTimer>
#include <QtQmlIntegration>

#include <vector>

namespace peripheral {

/// A conversation as the sidebar shows it.
struct Conversation {
    ConversationId id = 0;
    QString title{};
    QDateTime updatedAt{};  ///< as the clock said then, which may have been wrong
    qint64 used = 0;        ///< the larger, the later it was used; what the order follows
    bool answering = false; ///< an answer to it is under way, whether or not it is the one shown
};

/// What a conversation is called after its first question: its first line that is not blank, at most 40
/// characters, cut between words and then ended with "…".
[[nodiscard]] QString titleFromQuestion(const QString& question);

/// All conversations, the one used last first, whatever the clock said. GUI thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Chat owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        ConversationIdRole = Qt::UserRole + 1, ///< conversationId: ConversationId
        TitleRole,                             ///< title: string
        SectionRole,                           ///< section: string, "Today" and so on in the user's language
        UpdatedAtRole,                         ///< updatedAt: date
        CurrentRole,                           ///< current: bool, the conversation that is shown
        AnsweringRole,                         ///< answering: bool, an answer to it is under way
    };
    Q_ENUM(Role)

    explicit ConversationListModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_conversations.size()); }

    /// The conversation with this id; null where there is none.
    [[nodiscard]] const Conversation* find(ConversationId id) const;
    /// Id of the conversation changed last; 0 where there is none.
    [[nodiscard]] ConversationId newestId() const;

    /// The day that each of `conversations` (the one used last first) is put down for: the day of its last
    /// use, unless the clock was wrong. None was used before those below it, and none on a day that is to
    /// come.
    [[nodiscard]] static std::vector<QDate> daysOf(const std::vector<Conversation>& conversations,
                                                   QDate today);

    /// "Today", "Yesterday", "Previous 7 days" or "Older", in the user's language.
    [[nodiscard]] static QString sectionOf(QDate day, QDate today);

    void reset(std::vector<Conversation> conversations);
    /// Puts a conversation in its place by its last use.
    void insert(const Conversation& conversation);
    void remove(ConversationId id);
    void rename(ConversationId id, const QString& title);
    /// Marks as changed now: it moves to the top.
    void touch(ConversationId id, const QDateTime& now);
    void setCurrent(ConversationId id);
    void setAnswering(ConversationId id, bool answering);

signals:
    void countChanged();

private:
    [[nodiscard]] int rowOf(ConversationId id) const;
    void changed(int row, const QList<int>& roles);
    /// When "Today" becomes "Yesterday".
    void waitForMidnight();
    void onMidnight();
    /// Works out m_days again, and says so where they changed.
    void updateDays();

    std::vector<Conversation> m_conversations;
    std::vector<QDate> m_days; ///< see daysOf()
    ConversationId m_currentId = 0;
    qint64 m_lastUse = 0; ///< the largest that any has had, also one that was removed
    QTimer m_midnight;    ///< of its own: one of QTimer::singleShot() would outlive this until it runs out
};

} // namespace peripheral
