// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/profile_list_model.h"

#include "models/local_path.h"

#include <plm/sample_statistics.h>

#include <QDateTime>

#include <algorithm>

namespace peripheral {

namespace {

using Origin = ProfileListModel::Origin;

Origin originOf(const plm::DeviceProfile& profile) {
    switch (profile.origin) {
    case plm::ProfileOrigin::Measured:
        return Origin::Measured;
    case plm::ProfileOrigin::Imported:
        return Origin::Imported;
    case plm::ProfileOrigin::Published:
        return Origin::Published;
    case plm::ProfileOrigin::Simulated:
        return Origin::Simulated;
    }
    return Origin::Imported;
}

/// Each line as shownText() has it.
QString shownLines(const std::string& text) {
    QStringList lines = QString::fromStdString(text).split('\n');
    for (QString& line : lines)
        line = shownText(line);
    return lines.join('\n');
}

double speedOf(const plm::DeviceProfile& profile, plm::BenchTest::Kind kind) {
    const plm::ProfiledTest* longest = nullptr;
    for (const plm::ProfiledTest& one : profile.tests) {
        const bool fits = one.test.kind == kind && one.test.depth == 0 && !one.seconds.empty();
        if (fits && (longest == nullptr || one.test.tokens > longest->test.tokens))
            longest = &one;
    }
    return longest == nullptr ? 0 : plm::median(longest->speeds());
}

QVariant modelData(const plm::DeviceProfile& profile, int role) {
    if (!profile.model)
        return role == ProfileListModel::SyntheticRole ? QVariant(false) : QVariant(QString());
    switch (role) {
    case ProfileListModel::ModelNameRole:
        return shownText(profile.model->name);
    case ProfileListModel::ModelTypeRole:
        return shownText(profile.model->type);
    default:
        return profile.model->synthetic;
    }
}

/// What the profile itself says in a role.
QVariant profileData(const plm::DeviceProfile& profile, int role) {
    switch (role) {
    case Qt::DisplayRole:
    case ProfileListModel::NameRole:
        return shownText(profile.name);
    case ProfileListModel::NotesRole:
        return shownLines(profile.notes);
    case ProfileListModel::OriginRole:
        return originOf(profile);
    case ProfileListModel::SourceRole:
        return shownText(profile.source);
    case ProfileListModel::AbridgedRole:
        return profile.abridged;
    case ProfileListModel::ProcessorRole:
        return shownText(profile.machine.processor);
    case ProfileListModel::MeasuredAtRole:
        return QDateTime::fromString(QString::fromStdString(profile.measuredAt), Qt::ISODate);
    case ProfileListModel::PromptSpeedRole:
        return promptSpeedOf(profile);
    case ProfileListModel::DecodeSpeedRole:
        return decodeSpeedOf(profile);
    case ProfileListModel::MemoryRole:
        return profile.memory ? static_cast<double>(profile.memory->peakResident) : 0.0;
    case ProfileListModel::ModelNameRole:
    case ProfileListModel::ModelTypeRole:
    case ProfileListModel::SyntheticRole:
        return modelData(profile, role);
    default:
        return {};
    }
}

} // namespace

double promptSpeedOf(const plm::DeviceProfile& profile) {
    return speedOf(profile, plm::BenchTest::Kind::Prompt);
}

double decodeSpeedOf(const plm::DeviceProfile& profile) {
    return speedOf(profile, plm::BenchTest::Kind::Generation);
}

int ProfileListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant ProfileListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ProfileIdRole:
        return row.kept.id;
    case ChosenRole:
        return row.chosen;
    case BaselineRole:
        return row.kept.id == m_baseline;
    default:
        return profileData(*row.kept.profile, role);
    }
}

QHash<int, QByteArray> ProfileListModel::roleNames() const {
    return {{ProfileIdRole, "profileId"},
            {NameRole, "name"},
            {NotesRole, "notes"},
            {OriginRole, "origin"},
            {SourceRole, "source"},
            {AbridgedRole, "abridged"},
            {ProcessorRole, "processor"},
            {ModelNameRole, "modelName"},
            {ModelTypeRole, "modelType"},
            {SyntheticRole, "synthetic"},
            {MeasuredAtRole, "measuredAt"},
            {PromptSpeedRole, "promptSpeed"},
            {DecodeSpeedRole, "decodeSpeed"},
            {MemoryRole, "memory"},
            {ChosenRole, "chosen"},
            {BaselineRole, "isBaseline"}};
}

int ProfileListModel::chosenCount() const {
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.chosen; }));
}

const KeptProfile* ProfileListModel::find(ProfileId id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)].kept;
}

std::vector<KeptProfile> ProfileListModel::chosen() const {
    std::vector<KeptProfile> chosen;
    for (const Row& row : m_rows) {
        if (row.chosen)
            chosen.insert(row.kept.id == m_baseline ? chosen.begin() : chosen.end(), row.kept);
    }
    return chosen;
}

void ProfileListModel::reset(std::vector<KeptProfile> profiles) {
    std::sort(profiles.begin(), profiles.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
    std::vector<Row> rows;
    for (KeptProfile& kept : profiles) {
        const int before = rowOf(kept.id);
        const bool chosen = before >= 0 && m_rows[static_cast<std::size_t>(before)].chosen;
        rows.push_back({std::move(kept), chosen});
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    emit countChanged();
    settleChoice();
}

void ProfileListModel::put(const KeptProfile& profile) {
    if (const int row = rowOf(profile.id); row >= 0) {
        m_rows[static_cast<std::size_t>(row)].kept = profile;
        changed(row, {});
        if (m_rows[static_cast<std::size_t>(row)].chosen)
            emit chosenChanged(); // what is compared is called otherwise
        return;
    }
    const auto place =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.kept.id < profile.id; });
    const auto row = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(place, {profile, false});
    endInsertRows();
    emit countChanged();
}

void ProfileListModel::remove(ProfileId id) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit countChanged();
    settleChoice();
}

void ProfileListModel::setChosen(ProfileId id, bool chosen) {
    const int row = rowOf(id);
    if (row < 0 || (chosen && chosenCount() >= kMostChosen))
        return;
    choose(m_rows[static_cast<std::size_t>(row)], chosen);
    settleChoice();
}

void ProfileListModel::setBaseline(ProfileId id) {
    const int row = rowOf(id);
    const int before = rowOf(m_baseline);
    if (row < 0 || row == before)
        return;
    if (!m_rows[static_cast<std::size_t>(row)].chosen && chosenCount() >= kMostChosen)
        choose(m_rows[static_cast<std::size_t>(before)], false);
    choose(m_rows[static_cast<std::size_t>(row)], true);
    m_baseline = id;
    changed(row, {BaselineRole});
    if (before >= 0)
        changed(before, {BaselineRole});
    emit chosenChanged();
}

int ProfileListModel::rowOf(ProfileId id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const Row& row) { return row.kept.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ProfileListModel::changed(int row, const QList<int>& roles) {
    emit dataChanged(index(row), index(row), roles);
}

void ProfileListModel::choose(Row& row, bool chosen) {
    if (row.chosen == chosen)
        return;
    row.chosen = chosen;
    changed(rowOf(row.kept.id), {ChosenRole});
}

void ProfileListModel::settleChoice() {
    const int before = rowOf(m_baseline);
    if (before < 0 || !m_rows[static_cast<std::size_t>(before)].chosen) {
        const auto first =
            std::find_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.chosen; });
        m_baseline = first == m_rows.end() ? 0 : first->kept.id;
        for (const int row : {before, rowOf(m_baseline)})
            if (row >= 0)
                changed(row, {BaselineRole});
    }
    emit chosenChanged();
}

} // namespace peripheral

#include "moc_profile_list_model.cpp"
