// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/race_lanes.h"

#include <QLocale>

#include <algorithm>

namespace peripheral {

RaceLanes::RaceLanes(const plm::Recording& answer, QObject* parent)
    : QAbstractListModel(parent),
      m_promptTokens(answer.promptTokens) {
    QByteArray bytes;
    for (const std::string& piece : answer.pieces) {
        bytes += QByteArray::fromStdString(piece);
        m_textLengths.push_back(QString::fromUtf8(bytes).size());
    }
    m_text = QString::fromUtf8(bytes);
}

void RaceLanes::setRacers(std::vector<Racer> racers) {
    const int before = count();
    beginResetModel();
    m_lanes.clear();
    for (Racer& racer : racers)
        m_lanes.push_back({.name = std::move(racer.name),
                           .times = raceTimes(*racer.profile, {m_promptTokens, answerTokens()})});
    m_second = 0;
    endResetModel();
    if (count() != before)
        emit countChanged();
}

void RaceLanes::showAt(double second) {
    m_second = second;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        Lane& lane = m_lanes[i];
        const int read = lane.times ? lane.times->tokensRead(second) : 0;
        const int written = lane.times ? lane.times->tokensWritten(second) : 0;
        if (read == lane.read && written == lane.written)
            continue;
        lane.read = read;
        lane.written = written;
        const QModelIndex row = index(static_cast<int>(i));
        emit dataChanged(row, row, {TokensReadRole, TokensRole, TextRole, FirstTokenRole, EndRole});
    }
}

void RaceLanes::setFiguresOnly(bool figuresOnly) {
    m_figuresOnly = figuresOnly;
    if (!m_lanes.empty())
        emit dataChanged(index(0), index(count() - 1), {TextRole});
}

bool RaceLanes::anyCanRace() const {
    return std::any_of(m_lanes.begin(), m_lanes.end(), [](const Lane& lane) { return bool(lane.times); });
}

bool RaceLanes::over() const {
    return std::all_of(m_lanes.begin(), m_lanes.end(),
                       [this](const Lane& lane) { return !lane.times || lane.written == answerTokens(); });
}

double RaceLanes::end() const {
    const std::vector<const Lane*> racing = byEnd();
    return racing.empty() ? 0 : racing.back()->times->end();
}

std::vector<const RaceLanes::Lane*> RaceLanes::byEnd() const {
    std::vector<const Lane*> racing;
    for (const Lane& lane : m_lanes)
        if (lane.times)
            racing.push_back(&lane);
    std::stable_sort(racing.begin(), racing.end(),
                     [](const Lane* a, const Lane* b) { return a->times->end() < b->times->end(); });
    return racing;
}

QString RaceLanes::outcome() const {
    const std::vector<const Lane*> racing = byEnd();
    const QLocale locale;
    QStringList sentences;
    for (std::size_t i = 1; i < racing.size(); ++i) {
        const RaceTimes& first = *racing.front()->times;
        const RaceTimes& later = *racing[i]->times;
        sentences
            << (later.end() > first.end()
                    ? tr("%1 is done %2 s before %3, which takes %4 times as long. Its first word comes "
                         "after "
                         "%5 s, that of %3 after %6 s.")
                          .arg(racing.front()->name, locale.toString(later.end() - first.end(), 'f', 1),
                               racing[i]->name, locale.toString(later.end() / first.end(), 'f', 1),
                               locale.toString(first.firstToken(), 'f', 1),
                               locale.toString(later.firstToken(), 'f', 1))
                    : tr("%1 and %2 are done at the same time.").arg(racing.front()->name, racing[i]->name));
    }
    return sentences.join(' ');
}

int RaceLanes::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lanes.size());
}

QVariant RaceLanes::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Lane& lane = m_lanes[static_cast<std::size_t>(index.row())];
    if (role == NameRole)
        return lane.name;
    if (role == PromptTokensRole)
        return m_promptTokens;
    if (lane.times)
        return figure(lane, *lane.times, role);
    if (role != LackRole)
        return figure(lane, {}, role);
    switch (lane.times.error()) {
    case RaceLack::PromptSpeed:
        return tr("It cannot race: how fast it reads was not measured.");
    case RaceLack::WritingSpeed:
        return tr("It cannot race: how fast it writes was not measured.");
    }
    return {};
}

QVariant RaceLanes::figure(const Lane& lane, const RaceTimes& times, int role) const {
    switch (role) {
    case LackRole:
        return QString();
    case TokensReadRole:
        return lane.read;
    case TokensRole:
        return lane.written;
    case TextRole:
        return textOf(lane);
    case FirstTokenRole:
        return lane.written > 0 ? times.firstToken() : -1.0;
    case EndRole:
        return lane.written > 0 && lane.written == answerTokens() ? times.end() : -1.0;
    default: // no role of this model
        return {};
    }
}

QString RaceLanes::textOf(const Lane& lane) const {
    if (lane.written == 0 || (m_figuresOnly && lane.written < answerTokens()))
        return {};
    return m_text.left(m_textLengths[static_cast<std::size_t>(lane.written) - 1]);
}

QHash<int, QByteArray> RaceLanes::roleNames() const {
    return {{NameRole, "name"},
            {LackRole, "lack"},
            {PromptTokensRole, "promptTokens"},
            {TokensReadRole, "tokensRead"},
            {TokensRole, "tokens"},
            {TextRole, "text"},
            {FirstTokenRole, "firstToken"},
            {EndRole, "end"}};
}

} // namespace peripheral

#include "moc_race_lanes.cpp"
