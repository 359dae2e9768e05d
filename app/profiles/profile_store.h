// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/kept_profile.h"
#include "storage/data_folder.h"
#include "storage/database.h"
#include "storage/failure.h"
#include "storage/schema.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace peripheral {

/// What is kept of device profiles in profiles.db; its migrations are the numbered files of migrations/.
[[nodiscard]] Schema schemaOfProfiles();

/// The failure that there is no store to read or write.
[[nodiscard]] Failure profilesNotOpen();

/// The profiles in a data folder: every operation is synchronous and either wholly on disk when it returns
/// or, where it returns a Failure, not there at all. One thread at a time. FailureKind::Missing names an id
/// that is not there.
class ProfileStore {
public:
    /// Milliseconds since 1970, UTC.
    using Clock = std::function<qint64()>;

    struct Listed {
        QList<KeptProfile> profiles; ///< the one added last first
        QList<Failure> unreadable;   ///< one for each document that is not understood, and was left as it is
    };

    /// Opens, or makes, the store in a folder (see openDatabase), and erases removed profiles.
    static Result<ProfileStore> open(std::shared_ptr<const DataFolder> folder,
                                     Clock clock = QDateTime::currentMSecsSinceEpoch);
    /// The same with a folder that is to be claimed first.
    static Result<ProfileStore> open(const QString& dataDir, Clock clock = QDateTime::currentMSecsSinceEpoch);

    /// Those that are not removed.
    Result<Listed> profiles();
    Result<KeptProfile> profile(ProfileId id);
    Result<KeptProfile> add(const plm::DeviceProfile& profile);
    Status rename(ProfileId id, const QString& name);
    Status setNotes(ProfileId id, const QString& notes);
    Status remove(ProfileId id);
    Status restore(ProfileId id);

    /// Erases removed profiles: for the start and the end of a process.
    Status eraseRemoved();

private:
    ProfileStore(std::shared_ptr<const DataFolder> folder, Database database, Clock clock);

    // The database closes before the claim on its folder ends.
    std::shared_ptr<const DataFolder> m_folder;
    Database m_database;
    Clock m_clock;
};

} // namespace peripheral
