// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile_store.h"
#include "remote/remote.h"
#include "storage/storage_thread.h"

#include <QList>
#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>

namespace peripheral {

/// The device profiles on disk, and what comes and goes as files: owns the store and lives in the storage's
/// thread. Others ask by ProfileArchive. What fails is the reply where there is one; else it is said by
/// failed().
class ProfileWorker : public StoreWorker {
    Q_OBJECT

public:
    Status open(std::shared_ptr<const DataFolder> folder) override;
    [[nodiscard]] bool isOpen() const override { return m_store.has_value(); }
    /// Also erases removed profiles.
    bool close() override;

    /// The one added last first, without removed ones. Documents that are not understood are said by
    /// failed().
    Result<QList<KeptProfile>> profiles();
    Result<KeptProfile> add(const plm::DeviceProfile& profile);
    /// Keeps the profile in a file of any form that plm::readProfile() knows.
    Result<KeptProfile> importFile(const std::filesystem::path& path);
    /// The same with text; in a sentence about it, it is called `name`.
    Result<KeptProfile> importText(const QString& text, const QString& name);
    /// Writes a profile to a file, which is made or replaced.
    Status exportFile(ProfileId id, const std::filesystem::path& path);
    void rename(ProfileId id, const QString& name);
    void setNotes(ProfileId id, const QString& notes);
    /// Takes a profile off the list. It is erased when the storage closes or at the next start; until then
    /// restore() undoes.
    void remove(ProfileId id);
    void restore(ProfileId id);

signals:
    /// Something that gives no reply could not be read or written.
    void failed(const peripheral::Failure& failure);

private:
    /// Runs `operation` on the store: its result, or the failure that there is no store.
    template <class Operation>
    auto with(Operation operation) -> decltype(operation(std::declval<ProfileStore&>()));
    void report(const Status& status);

    std::optional<ProfileStore> m_store;
};

/// The device profiles on disk, as the GUI thread sees them: a ProfileWorker among the stores of a
/// StorageThread, asked by Remote.
class ProfileArchive : public QObject, public Remote<ProfileWorker> {
    Q_OBJECT

public:
    /// Joins the stores of `storage`, which outlives this: opened with them, and answered by opened() or
    /// refused().
    explicit ProfileArchive(StorageThread& storage, QObject* parent = nullptr);

    /// After refused(): tries the same folder again, and is answered in the same way.
    void tryAgain() { m_storage.tryAgain(); }

signals: // the worker's, in the thread that this lives in
    void opened();
    /// The folder or the file cannot be used and was left as it is; until it is opened every request fails.
    void refused(const peripheral::Failure& failure);
    void failed(const peripheral::Failure& failure);

private:
    StorageThread& m_storage;
};

} // namespace peripheral
