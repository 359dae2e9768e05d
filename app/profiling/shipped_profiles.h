// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiling/followed_profiles.h"

#include <QAbstractListModel>
#include <QtQmlIntegration>

#include <vector>

namespace peripheral {

/// Profiles that ship with the program, whose figures somebody published: those that are not kept yet. GUI
/// thread.
class ShippedProfiles : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(peripheral::Profiles* profiles READ profiles WRITE setProfiles NOTIFY profilesChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::UserRole, ///< QString
        SourceRole,              ///< QString: where the figures were published
    };

    /// Reads the program's resources.
    explicit ShippedProfiles(QObject* parent = nullptr);

    [[nodiscard]] Profiles* profiles() const { return m_followed.profiles(); }
    void setProfiles(Profiles* profiles);
    [[nodiscard]] int count() const { return rowCount(); }

    /// Keeps the profile in this row, which leaves the list.
    Q_INVOKABLE void add(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void profilesChanged();
    void countChanged();

private:
    void offer();

    FollowedProfiles m_followed;
    std::vector<plm::DeviceProfile> m_all;
    std::vector<std::size_t> m_offered; ///< places in m_all
};

} // namespace peripheral
