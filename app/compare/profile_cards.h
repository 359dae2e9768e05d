// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/compared_profile.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QtQmlIntegration>

namespace peripheral {

/// A fact of a profile in words: "Writing", "18.2 tokens a second (18.0 to 18.3)".
struct ProfileFact {
    QString label;
    QString value;
};

/// What a card says of a profile, in the same order for each; what nobody measured says so. Any thread.
[[nodiscard]] std::vector<ProfileFact> factsOf(const plm::DeviceProfile& profile);
/// Where the figures come from, in two or three words: "measured here".
[[nodiscard]] QString badgeOf(plm::ProfileOrigin origin);

/// The profiles that are compared as cards, the baseline first. GUI thread.
class ProfileCards : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Comparison owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::UserRole,
        BadgeRole,    ///< QString: badgeOf()
        SourceRole,   ///< QString: where it was published, or which program measured; may be empty
        BaselineRole, ///< bool: the others are compared with it
        LabelsRole,   ///< QStringList: of factsOf()
        ValuesRole,   ///< QStringList, likewise
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return rowCount(); }
    void show(std::vector<ComparedProfile> profiles);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    std::vector<ComparedProfile> m_profiles;
};

} // namespace peripheral
