// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/profiles.h"

#include "models/local_path.h"

#include <plm/profile_code.h>

#include <utility>

namespace peripheral {

Profiles::Profiles(ProfileArchive& archive, QObject* parent)
    : QObject(parent),
      m_archive(archive),
      m_list(new ProfileListModel(this)) {
    connect(&m_archive, &ProfileArchive::opened, this, &Profiles::onOpened);
    connect(&m_archive, &ProfileArchive::refused, this, &Profiles::onRefused);
    connect(&m_archive, &ProfileArchive::failed, this, &Profiles::setProblem);
}

QString Profiles::undoText() const {
    return m_removed
               ? tr("“%1” was deleted.").arg(shownText(QString::fromStdString(m_removed->profile->name)))
               : QString();
}

void Profiles::onOpened() {
    m_readOnly = false;
    setProblem({});
    m_archive.ask(&ProfileWorker::profiles).then(this, [this](const auto& listed) { onListed(listed); });
}

void Profiles::onRefused(const Failure& failure) {
    m_readOnly = true;
    setProblem(failure);
    setKnown();
}

void Profiles::onListed(const Result<QList<KeptProfile>>& listed) {
    if (listed)
        m_list->reset({listed->begin(), listed->end()});
    else
        setProblem(listed.error());
    setKnown();
}

void Profiles::onAdded(const Result<KeptProfile>& kept) {
    if (!kept)
        return setProblem(kept.error());
    m_list->put(*kept);
    emit added(kept->id);
}

void Profiles::add(const plm::DeviceProfile& profile) {
    m_archive.ask(&ProfileWorker::add, profile).then(this, [this](const auto& kept) { onAdded(kept); });
}

template <class Change>
bool Profiles::change(ProfileId id, Change change) {
    const KeptProfile* kept = m_list->find(id);
    if (kept == nullptr || m_readOnly)
        return false;
    plm::DeviceProfile changed = *kept->profile;
    change(changed);
    m_list->put({kept->id, kept->addedMs, std::make_shared<const plm::DeviceProfile>(std::move(changed))});
    return true;
}

void Profiles::rename(ProfileId id, const QString& name) {
    const QString trimmed = shownText(name.simplified());
    if (!trimmed.isEmpty() &&
        change(id, [&](plm::DeviceProfile& profile) { profile.name = trimmed.toStdString(); }))
        m_archive.tell(&ProfileWorker::rename, id, trimmed);
}

void Profiles::setNotes(ProfileId id, const QString& notes) {
    const QString trimmed = notes.trimmed();
    if (change(id, [&](plm::DeviceProfile& profile) { profile.notes = trimmed.toStdString(); }))
        m_archive.tell(&ProfileWorker::setNotes, id, trimmed);
}

void Profiles::remove(ProfileId id) {
    const KeptProfile* kept = m_list->find(id);
    if (kept == nullptr || m_readOnly)
        return;
    m_removed = *kept;
    m_list->remove(id);
    m_archive.tell(&ProfileWorker::remove, id);
    emit undoTextChanged();
}

void Profiles::undoRemove() {
    if (!m_removed)
        return;
    m_archive.tell(&ProfileWorker::restore, m_removed->id);
    m_list->put(*m_removed);
    dismissUndo();
}

void Profiles::dismissUndo() {
    m_removed.reset();
    emit undoTextChanged();
}

void Profiles::dismissProblem() {
    if (!m_readOnly) // nothing can be kept until tryAgain(), and the reason stays in sight
        setProblem({});
}

void Profiles::dismissNotice() {
    setNotice({});
}

void Profiles::tryAgain() {
    m_archive.tryAgain();
}

void Profiles::importFile(const QUrl& file) {
    dismissProblem();
    m_archive.ask(&ProfileWorker::importFile, systemPath(pathOfUrl(file)))
        .then(this, [this](const auto& kept) { onAdded(kept); });
}

void Profiles::importText(const QString& text) {
    dismissProblem();
    m_archive.ask(&ProfileWorker::importText, text.trimmed(), tr("The pasted text"))
        .then(this, [this](const auto& kept) { onAdded(kept); });
}

void Profiles::exportTo(ProfileId id, const QUrl& file) {
    dismissProblem();
    const QString path = pathOfUrl(file);
    m_archive.ask(&ProfileWorker::exportFile, id, systemPath(path)).then(this, [=, this](const Status& done) {
        if (done)
            setNotice(tr("Written to “%1”.").arg(shownPath(path.mid(path.lastIndexOf('/') + 1))));
        else
            setProblem(done.error());
    });
}

QString Profiles::shortText(ProfileId id) const {
    const KeptProfile* kept = m_list->find(id);
    return kept == nullptr ? QString() : QString::fromStdString(plm::shortProfile(*kept->profile));
}

void Profiles::setProblem(const Failure& failure) {
    m_problem = failure;
    emit problemChanged();
}

void Profiles::setNotice(const QString& notice) {
    m_notice = notice;
    emit noticeChanged();
}

void Profiles::setKnown() {
    if (std::exchange(m_known, true))
        return;
    emit knownChanged();
}

} // namespace peripheral

#include "moc_profiles.cpp"
