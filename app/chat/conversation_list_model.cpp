// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/conversation_list_model.h"

#include "models/local_path.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <utility>

namespace peripheral {

namespace {

constexpr qsizetype kLongestTitle = 40;

/// The last boundary of `type` in `text` that is not behind `limit`; 0 where there is none.
qsizetype boundaryBefore(const QString& text, QTextBoundaryFinder::BoundaryType type, qsizetype limit) {
    QTextBoundaryFinder finder(type, text);
    finder.setPosition(limit);
    if (finder.isAtBoundary())
        return limit;
    return std::max<qsizetype>(0, finder.toPreviousBoundary());
}

bool isNewer(const Conversation& left, const Conversation& right) {
    return left.used != right.used ? left.used > right.used : left.id > right.id;
}

} // namespace

QString titleFromQuestion(const QString& question) {
    const QString trimmed = question.trimmed();
    // A title stands beside other words, which a mark of direction would turn around.
    const QString line = shownText(trimmed.left(trimmed.indexOf('\n')).simplified());
    if (line.size() <= kLongestTitle)
        return line;
    qsizetype end = boundaryBefore(line, QTextBoundaryFinder::Word, kLongestTitle - 1);
    // One word without end: between characters then, never inside one.
    if (line.left(end).trimmed().isEmpty())
        end = boundaryBefore(line, QTextBoundaryFinder::Grapheme, kLongestTitle - 1);
    return line.left(end).trimmed() + u'…';
}

ConversationListModel::ConversationListModel(QObject* parent) : QAbstractListModel(parent) {
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, &ConversationListModel::onMidnight);
    waitForMidnight();
}

int ConversationListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Conversation& conversation = m_conversations[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ConversationIdRole:
        return conversation.id;
    case Qt::DisplayRole:
    case TitleRole:
        return conversation.title;
    case SectionRole:
        return sectionOf(m_days[static_cast<std::size_t>(index.row())], QDate::currentDate());
    case UpdatedAtRole:
        return conversation.updatedAt;
    case CurrentRole:
        return conversation.id == m_currentId;
    case AnsweringRole:
        return conversation.answering;
    default:
        return {};
    }
}

QHash<int, QByteArray> ConversationListModel::roleNames() const {
    return {{ConversationIdRole, "conversationId"}, {TitleRole, "title"},     {SectionRole, "section"},
            {UpdatedAtRole, "updatedAt"},           {CurrentRole, "current"}, {AnsweringRole, "answering"}};
}

std::vector<QDate> ConversationListModel::daysOf(const std::vector<Conversation>& conversations,
                                                 QDate today) {
    std::vector<QDate> days(conversations.size());
    QDate known; // the latest day of the conversations below
    for (std::size_t row = conversations.size(); row-- > 0;) {
        const QDate day = conversations[row].updatedAt.date();
        if (day <= today && (!known.isValid() || day > known))
            known = day;
        days[row] = known;
    }
    // What is left without a day are the last ones of the list, dated in the future by a wrong clock: they
    // were used before those above them, and get their day.
    known = today;
    for (QDate& day : days)
        day = known = day.isValid() ? day : known;
    return days;
}

QString ConversationListModel::sectionOf(QDate day, QDate today) {
    if (day >= today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    return day >= today.addDays(-7) ? tr("Previous 7 days") : tr("Older");
}

const Conversation* ConversationListModel::find(ConversationId id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_conversations[static_cast<std::size_t>(row)];
}

ConversationId ConversationListModel::newestId() const {
    return m_conversations.empty() ? 0 : m_conversations.front().id;
}

void ConversationListModel::reset(std::vector<Conversation> conversations) {
    std::sort(conversations.begin(), conversations.end(), isNewer);
    beginResetModel();
    m_conversations = std::move(conversations);
    m_days = daysOf(m_conversations, QDate::currentDate());
    m_lastUse = m_conversations.empty() ? 0 : m_conversations.front().used;
    endResetModel();
    emit countChanged();
}

void ConversationListModel::insert(const Conversation& conversation) {
    const auto place =
        std::upper_bound(m_conversations.begin(), m_conversations.end(), conversation, isNewer);
    const auto row = static_cast<int>(place - m_conversations.begin());
    beginInsertRows({}, row, row);
    m_conversations.insert(place, conversation);
    m_lastUse = std::max(m_lastUse, conversation.used);
    const QDate day = daysOf(m_conversations, QDate::currentDate())[static_cast<std::size_t>(row)];
    m_days.insert(m_days.begin() + row, day);
    endInsertRows();
    updateDays();
    emit countChanged();
}

void ConversationListModel::remove(ConversationId id) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_conversations.erase(m_conversations.begin() + row);
    m_days.erase(m_days.begin() + row);
    endRemoveRows();
    updateDays();
    emit countChanged();
}

void ConversationListModel::rename(ConversationId id, const QString& title) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_conversations[static_cast<std::size_t>(row)].title = title;
    changed(row, {TitleRole, Qt::DisplayRole});
}

void ConversationListModel::touch(ConversationId id, const QDateTime& now) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    Conversation& conversation = m_conversations[static_cast<std::size_t>(row)];
    conversation.updatedAt = now;
    conversation.used = ++m_lastUse;
    if (row > 0) {
        beginMoveRows({}, row, row, {}, 0);
        std::rotate(m_conversations.begin(), m_conversations.begin() + row,
                    m_conversations.begin() + row + 1);
        std::rotate(m_days.begin(), m_days.begin() + row, m_days.begin() + row + 1);
        endMoveRows();
    }
    changed(0, {UpdatedAtRole});
    updateDays();
}

void ConversationListModel::setCurrent(ConversationId id) {
    const int before = rowOf(m_currentId);
    m_currentId = id;
    const int after = rowOf(id);
    if (before >= 0 && before != after)
        changed(before, {CurrentRole});
    if (after >= 0 && before != after)
        changed(after, {CurrentRole});
}

void ConversationListModel::setAnswering(ConversationId id, bool answering) {
    const int row = rowOf(id);
    if (row < 0 || m_conversations[static_cast<std::size_t>(row)].answering == answering)
        return;
    m_conversations[static_cast<std::size_t>(row)].answering = answering;
    changed(row, {AnsweringRole});
}

int ConversationListModel::rowOf(ConversationId id) const {
    const auto found = std::find_if(m_conversations.begin(), m_conversations.end(),
                                    [id](const Conversation& conversation) { return conversation.id == id; });
    return found == m_conversations.end() ? -1 : static_cast<int>(found - m_conversations.begin());
}

void ConversationListModel::changed(int row, const QList<int>& roles) {
    emit dataChanged(index(row), index(row), roles);
}

void ConversationListModel::updateDays() {
    std::vector<QDate> days = daysOf(m_conversations, QDate::currentDate());
    if (days == m_days)
        return;
    m_days = std::move(days);
    emit dataChanged(index(0), index(count() - 1), {SectionRole});
}

void ConversationListModel::waitForMidnight() {
    const QDateTime now = QDateTime::currentDateTime();
    m_midnight.start(std::chrono::milliseconds(now.msecsTo(now.date().addDays(1).startOfDay()) + 1000));
}

void ConversationListModel::onMidnight() {
    updateDays();
    if (count() > 0)
        emit dataChanged(index(0), index(count() - 1), {SectionRole});
    waitForMidnight();
}

} // namespace peripheral

#include "moc_conversation_list_model.cpp"
