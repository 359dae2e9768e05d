// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile_store.h"

#include "storage/statement.h"

#include <plm/profile_file.h>

#include <QCoreApplication>

#include <utility>

namespace peripheral {

namespace {

constexpr qint64 kApplicationId = 0x50525046; // "PRPF" in ASCII

/// Where translators find the sentences.
struct ProfilesText {
    Q_DECLARE_TR_FUNCTIONS(Profiles)
};

QString sentenceAbout(FailureKind kind) {
    switch (kind) {
    case FailureKind::Corrupt:
        return ProfilesText::tr("The device profiles in “%1” are damaged; the file was left as it is.");
    case FailureKind::Foreign:
        return ProfilesText::tr("“%1” holds no device profiles of Peripheral; the file was left as it is.");
    case FailureKind::Newer:
        return ProfilesText::tr("The device profiles in “%1” were written by a newer Peripheral; start that "
                                "one. The file was left as it is.");
    case FailureKind::Missing:
        return ProfilesText::tr("This device profile is not in “%1” any more.");
    case FailureKind::NotOpen:
        return ProfilesText::tr("Device profiles cannot be kept, because their file is not open.");
    case FailureKind::Full:
    case FailureKind::Busy:
    case FailureKind::Locked:
    case FailureKind::ReadOnly:
    case FailureKind::Io:
        return {};
    }
    return {};
}

const char* originColumn(plm::ProfileOrigin origin) {
    switch (origin) {
    case plm::ProfileOrigin::Measured:
        return "measured";
    case plm::ProfileOrigin::Imported:
        return "imported";
    case plm::ProfileOrigin::Published:
        return "published";
    case plm::ProfileOrigin::Simulated:
        return "simulated";
    }
    return "imported";
}

QString text(const std::string& bytes) {
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

constexpr auto kColumns = "SELECT id, added_ms, name, notes, document FROM profiles ";

/// The row that the statement stands on. Its document is not trusted: a file may be damaged, or have been
/// written by a newer program.
Result<KeptProfile> keptIn(const Statement& row, const Database& database) {
    auto profile = plm::profileFromJson(row.text(4).toStdString(), row.text(2).toStdString());
    if (!profile)
        return tl::unexpected(
            database.failure(FailureKind::Corrupt, QString::fromStdString(profile.error().message)));
    profile->name = row.text(2).toStdString();
    profile->notes = row.text(3).toStdString();
    return KeptProfile{row.integer(0), row.integer(1),
                       std::make_shared<const plm::DeviceProfile>(std::move(*profile))};
}

} // namespace

Schema schemaOfProfiles() {
    return {.name = QStringLiteral("profiles"),
            .applicationId = kApplicationId,
            .migrations = migrationsIn(QStringLiteral(":/peripheral/profiles/migrations")),
            .sentences = sentenceAbout};
}

Failure profilesNotOpen() {
    return failureAt(FailureKind::NotOpen, {}, {}, sentenceAbout);
}

ProfileStore::ProfileStore(std::shared_ptr<const DataFolder> folder, Database database, Clock clock)
    : m_folder(std::move(folder)),
      m_database(std::move(database)),
      m_clock(std::move(clock)) {}

Result<ProfileStore> ProfileStore::open(const QString& dataDir, Clock clock) {
    Result<DataFolder> folder = DataFolder::claim(dataDir);
    if (!folder)
        return tl::unexpected(folder.error());
    return open(std::make_shared<const DataFolder>(std::move(*folder)), std::move(clock));
}

Result<ProfileStore> ProfileStore::open(std::shared_ptr<const DataFolder> folder, Clock clock) {
    Result<Database> database = openDatabase(*folder, schemaOfProfiles());
    if (!database)
        return tl::unexpected(database.error());
    ProfileStore store(std::move(folder), std::move(*database), std::move(clock));
    if (Status status = store.eraseRemoved(); !status)
        return tl::unexpected(status.error());
    return store;
}

Result<ProfileStore::Listed> ProfileStore::profiles() {
    const QByteArray sql = QByteArray(kColumns) + "WHERE deleted_ms IS NULL ORDER BY id DESC";
    Result<Statement> statement = Statement::prepare(m_database, sql.constData());
    if (!statement)
        return tl::unexpected(statement.error());
    Listed listed;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return listed;
        Result<KeptProfile> kept = keptIn(*statement, m_database);
        if (kept)
            listed.profiles.append(*kept);
        else
            listed.unreadable.append(kept.error());
    }
}

Result<KeptProfile> ProfileStore::profile(ProfileId id) {
    const QByteArray sql = QByteArray(kColumns) + "WHERE id = ?1";
    Result<Statement> statement = Statement::prepare(m_database, sql.constData(), id);
    if (!statement)
        return tl::unexpected(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return tl::unexpected(m_database.failure(FailureKind::Missing));
    return keptIn(*statement, m_database);
}

Result<KeptProfile> ProfileStore::add(const plm::DeviceProfile& profile) {
    const qint64 now = m_clock();
    const Status status =
        run(m_database,
            "INSERT INTO profiles (name, notes, origin, document, added_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            text(profile.name), text(profile.notes), QString::fromLatin1(originColumn(profile.origin)),
            text(plm::toJson(profile)), now);
    if (!status)
        return tl::unexpected(status.error());
    return KeptProfile{m_database.insertedId(), now, std::make_shared<const plm::DeviceProfile>(profile)};
}

Status ProfileStore::rename(ProfileId id, const QString& name) {
    return change(m_database, "UPDATE profiles SET name = ?2 WHERE id = ?1", id, name);
}

Status ProfileStore::setNotes(ProfileId id, const QString& notes) {
    return change(m_database, "UPDATE profiles SET notes = ?2 WHERE id = ?1", id, notes);
}

Status ProfileStore::remove(ProfileId id) {
    return change(m_database, "UPDATE profiles SET deleted_ms = ?2 WHERE id = ?1", id, m_clock());
}

Status ProfileStore::restore(ProfileId id) {
    return change(m_database, "UPDATE profiles SET deleted_ms = NULL WHERE id = ?1", id);
}

Status ProfileStore::eraseRemoved() {
    return run(m_database, "DELETE FROM profiles WHERE deleted_ms IS NOT NULL");
}

} // namespace peripheral
