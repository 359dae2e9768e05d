// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "race/race_times.h"

#include <plm/recording.h>

#include <QAbstractListModel>
#include <QStringList>
#include <QtQmlIntegration>

#include <optional>

namespace peripheral {

/// Who races: a name, and the profile whose figures are raced with.
struct Racer {
    QString name;
    std::shared_ptr<const plm::DeviceProfile> profile;
};

/// The devices of a race, one a row, and how far each has come with the recorded answer. GUI thread.
class RaceLanes : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Race owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::UserRole,
        LackRole,         ///< QString: why it cannot race, a sentence; empty where it can
        PromptTokensRole, ///< int: those of the question
        TokensReadRole,   ///< int: of these
        TokensRole,       ///< int: of the answer, that are written
        TextRole,         ///< QString: what is written
        FirstTokenRole,   ///< double: seconds until the first word; below 0 as long as it has not come
        EndRole,          ///< double: seconds until the last one, likewise
    };

    explicit RaceLanes(const plm::Recording& answer, QObject* parent = nullptr);

    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] int answerTokens() const { return static_cast<int>(m_textLengths.size()); }

    void setRacers(std::vector<Racer> racers);
    /// As it is so many seconds after the start.
    void showAt(double second);
    /// While they race nothing is shown of their texts but the figures, and the whole text at the end.
    void setFiguresOnly(bool figuresOnly);

    [[nodiscard]] bool anyCanRace() const;
    /// Whether all that can have come to the end.
    [[nodiscard]] bool over() const;
    /// When the last of them comes there.
    [[nodiscard]] double end() const;
    /// Who was how much sooner, in words; empty where fewer than two can race.
    [[nodiscard]] QString outcome() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    struct Lane {
        QString name;
        tl::expected<RaceTimes, RaceLack> times;
        int read = 0, written = 0;
    };

    [[nodiscard]] QVariant figure(const Lane& lane, const RaceTimes& times, int role) const;
    [[nodiscard]] QString textOf(const Lane& lane) const;
    /// Those that can race, the one that is done first first.
    [[nodiscard]] std::vector<const Lane*> byEnd() const;

    int m_promptTokens;
    QString m_text;                       ///< the whole answer
    std::vector<qsizetype> m_textLengths; ///< of the text after each token
    std::vector<Lane> m_lanes;
    double m_second = 0;
    bool m_figuresOnly = false;
};

} // namespace peripheral
