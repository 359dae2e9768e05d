// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile_archive.h"

#include <plm/profile_file.h>

#include <utility>

namespace peripheral {

namespace {

/// What the engine says of a file, as a failure of the store's kind. Its sentence names the file.
tl::unexpected<Failure> failedFile(const plm::Error& error) {
    return fail(FailureKind::Io, QString::fromStdString(error.message));
}

} // namespace

template <class Operation>
auto ProfileWorker::with(Operation operation) -> decltype(operation(std::declval<ProfileStore&>())) {
    if (!m_store)
        return tl::unexpected(profilesNotOpen());
    return operation(*m_store);
}

void ProfileWorker::report(const Status& status) {
    if (!status)
        emit failed(status.error());
}

Status ProfileWorker::open(std::shared_ptr<const DataFolder> folder) {
    Result<ProfileStore> store = ProfileStore::open(std::move(folder));
    if (!store)
        return tl::unexpected(store.error());
    m_store.emplace(std::move(*store));
    return {};
}

bool ProfileWorker::close() {
    if (!m_store)
        return true;
    const Status erased = m_store->eraseRemoved();
    report(erased);
    m_store.reset();
    return erased.has_value();
}

Result<QList<KeptProfile>> ProfileWorker::profiles() {
    const auto listed = with([](ProfileStore& store) { return store.profiles(); });
    if (!listed)
        return tl::unexpected(listed.error());
    if (!listed->unreadable.isEmpty())
        emit failed(listed->unreadable.first());
    return listed->profiles;
}

Result<KeptProfile> ProfileWorker::add(const plm::DeviceProfile& profile) {
    return with([&](ProfileStore& store) { return store.add(profile); });
}

Result<KeptProfile> ProfileWorker::importFile(const std::filesystem::path& path) {
    const auto profile = plm::readProfile(path);
    return profile ? add(*profile) : Result<KeptProfile>(failedFile(profile.error()));
}

Result<KeptProfile> ProfileWorker::importText(const QString& text, const QString& name) {
    const auto profile = plm::profileFromJson(text.toStdString(), name.toStdString());
    return profile ? add(*profile) : Result<KeptProfile>(failedFile(profile.error()));
}

Status ProfileWorker::exportFile(ProfileId id, const std::filesystem::path& path) {
    const auto kept = with([=](ProfileStore& store) { return store.profile(id); });
    if (!kept)
        return tl::unexpected(kept.error());
    if (const auto written = plm::writeProfile(path, *kept->profile); !written)
        return failedFile(written.error());
    return {};
}

void ProfileWorker::rename(ProfileId id, const QString& name) {
    report(with([&](ProfileStore& store) { return store.rename(id, name); }));
}

void ProfileWorker::setNotes(ProfileId id, const QString& notes) {
    report(with([&](ProfileStore& store) { return store.setNotes(id, notes); }));
}

void ProfileWorker::remove(ProfileId id) {
    report(with([=](ProfileStore& store) { return store.remove(id); }));
}

void ProfileWorker::restore(ProfileId id) {
    report(with([=](ProfileStore& store) { return store.restore(id); }));
}

ProfileArchive::ProfileArchive(StorageThread& storage, QObject* parent)
    : QObject(parent),
      Remote(storage.add(std::make_unique<ProfileWorker>())),
      m_storage(storage) {
    connect(object(), &ProfileWorker::opened, this, &ProfileArchive::opened);
    connect(object(), &ProfileWorker::refused, this, &ProfileArchive::refused);
    connect(object(), &ProfileWorker::failed, this, &ProfileArchive::failed);
}

} // namespace peripheral

#include "moc_profile_archive.cpp"
