// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/kept_profile.h"

#include <QAbstractListModel>
#include <QtQmlIntegration>

#include <vector>

namespace peripheral {

/// All device profiles that are kept, the one added last first, and which of them are compared: up to five,
/// one of which, the baseline, the others are set against. GUI thread.
class ProfileListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Profiles owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY chosenChanged)

public:
    /// Where the figures come from, as plm::ProfileOrigin.
    enum Origin { Measured, Imported, Published, Simulated };
    Q_ENUM(Origin)

    /// Texts are those of the profile, as people see them. A figure that is not known is 0, a text empty, a
    /// date invalid.
    enum Role {
        ProfileIdRole = Qt::UserRole + 1, ///< profileId: ProfileId
        NameRole,                         ///< name: string, one line
        NotesRole,                        ///< notes: string, lines
        OriginRole,                       ///< origin: ProfileListModel.Origin
        SourceRole,                       ///< source: string, the other program or the publication
        AbridgedRole,                     ///< abridged: bool, it has medians in place of all samples
        ProcessorRole,                    ///< processor: string
        ModelNameRole,                    ///< modelName: string
        ModelTypeRole,                    ///< modelType: string, e.g. "Q4_K"
        SyntheticRole,                    ///< synthetic: bool, the model was made to measure with
        MeasuredAtRole,                   ///< measuredAt: date
        PromptSpeedRole,                  ///< promptSpeed: tokens a second, see promptSpeedOf()
        DecodeSpeedRole,                  ///< decodeSpeed: tokens a second, see decodeSpeedOf()
        MemoryRole,                       ///< memory: bytes, the peak of what was resident
        ChosenRole,                       ///< chosen: bool, it is one of those that are compared
        BaselineRole,                     ///< isBaseline: bool, the one that the others are set against
    };
    Q_ENUM(Role)

    static constexpr int kMostChosen = 5;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int chosenCount() const;

    /// The profile with this id; null where there is none.
    [[nodiscard]] const KeptProfile* find(ProfileId id) const;
    /// Those that are compared, the baseline first and the others in the order of the list.
    [[nodiscard]] std::vector<KeptProfile> chosen() const;

    /// What is chosen stays so where it is still there.
    void reset(std::vector<KeptProfile> profiles);
    /// Puts a profile in its place, and in that of one with the same id.
    void put(const KeptProfile& profile);
    void remove(ProfileId id);
    /// Nothing happens where so many are chosen already. Where none is the baseline, the first one is.
    void setChosen(ProfileId id, bool chosen);
    /// It is chosen, too; in place of the baseline before where no more can be.
    void setBaseline(ProfileId id);

signals:
    void countChanged();
    void chosenChanged();

private:
    struct Row {
        KeptProfile kept;
        bool chosen = false;
    };
    [[nodiscard]] int rowOf(ProfileId id) const;
    void changed(int row, const QList<int>& roles);
    void choose(Row& row, bool chosen);
    /// Gives the baseline to a chosen one where it has none, and says what changed.
    void settleChoice();

    std::vector<Row> m_rows;
    ProfileId m_baseline = 0;
};

/// Median speed of the longest prompt, or of the longest writing, without context before it; 0 where there
/// was none. In tokens a second.
[[nodiscard]] double promptSpeedOf(const plm::DeviceProfile& profile);
[[nodiscard]] double decodeSpeedOf(const plm::DeviceProfile& profile);

} // namespace peripheral
