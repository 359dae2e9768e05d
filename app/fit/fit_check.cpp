// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_check.h"

#include "fit/fit_charts.h"
#include "models/local_path.h"
#include "remote/background.h"

#include <QFileInfo>

#include <algorithm>

namespace peripheral {

void FitCheck::setModel(LoadedModel* model) {
    if (model == m_model)
        return;
    if (m_model != nullptr)
        m_model->disconnect(this);
    m_model = model;
    if (m_model != nullptr)
        connect(m_model, &LoadedModel::modelChanged, this, [this] {
            if (!isFileChosen())
                ask();
        });
    ask();
}

void FitCheck::setCandidates(std::vector<FitCandidate> candidates,
                             std::shared_ptr<const plm::DeviceProfile> measured) {
    const bool wasSimulated = isSimulated();
    m_candidates = std::move(candidates);
    m_measured = std::move(measured);
    m_device = wasSimulated && m_device > 0 ? static_cast<int>(m_candidates.size())
                                            : std::min(m_device, static_cast<int>(m_candidates.size()));
    ask();
}

QStringList FitCheck::devices() const {
    QStringList names;
    for (const FitCandidate& one : m_candidates)
        names << one.name;
    return names << tr("A device made up by hand");
}

void FitCheck::setDevice(int device) {
    device = std::clamp(device, 0, static_cast<int>(m_candidates.size()));
    if (device == m_device)
        return;
    m_device = device;
    ask();
}

bool FitCheck::isSimulated() const {
    return m_device >= static_cast<int>(m_candidates.size()) ||
           m_candidates[static_cast<std::size_t>(m_device)].profile->origin == plm::ProfileOrigin::Simulated;
}

void FitCheck::setMemory(double bytes) {
    if (bytes == m_byHand.memory)
        return;
    m_byHand.memory = bytes;
    ask();
}

void FitCheck::setCores(int cores) {
    if (cores == m_byHand.cores)
        return;
    m_byHand.cores = cores;
    ask();
}

void FitCheck::setBandwidth(double bytesPerSecond) {
    if (bytesPerSecond == m_byHand.bandwidth)
        return;
    m_byHand.bandwidth = bytesPerSecond;
    ask();
}

QString FitCheck::path() const {
    if (isFileChosen())
        return m_file;
    return m_model == nullptr ? QString() : m_model->path();
}

QString FitCheck::modelName() const {
    if (!isFileChosen())
        return m_model == nullptr ? QString() : m_model->name();
    return shownPath(QFileInfo(m_file).fileName());
}

int FitCheck::context() const {
    return m_context > 0 ? std::min(m_context, std::max(mostContext(), 1)) : mostContext();
}

void FitCheck::setContext(int tokens) {
    if (tokens == m_context)
        return;
    m_context = tokens;
    ask();
}

void FitCheck::chooseFile(const QUrl& file) {
    m_file = pathOfUrl(file);
    m_context = 0;
    ask();
}

void FitCheck::useOpenModel() {
    m_file.clear();
    m_context = 0;
    ask();
}

plm::DeviceProfile FitCheck::simulatedProfile(const QString& name) const {
    plm::DeviceProfile profile = profileOf(m_byHand);
    profile.name = name.simplified().toStdString();
    return profile;
}

FitCase FitCheck::asked() const {
    const auto at = static_cast<std::size_t>(m_device);
    return {.model = systemPath(path()),
            .device = at < m_candidates.size() ? m_candidates[at].profile
                                               : std::make_shared<plm::DeviceProfile>(profileOf(m_byHand)),
            .measured = m_measured,
            .context = m_context};
}

void FitCheck::ask() {
    emit askedChanged();
    m_stale = true;
    if (!m_looking)
        begin();
}

void FitCheck::begin() {
    m_stale = false;
    if (path().isEmpty())
        return show(std::nullopt, {});
    m_looking = true;
    inBackground(
        this, [question = asked()] { return findingsOf(question); },
        [this](const plm::Result<FitFindings>& found) { onFound(found); });
}

void FitCheck::onFound(const plm::Result<FitFindings>& found) {
    m_looking = false;
    if (m_stale)
        return begin();
    if (found)
        show(*found, {});
    else
        show(std::nullopt, shownText(QString::fromStdString(found.error().message)));
}

void FitCheck::show(std::optional<FitFindings> found, const QString& problem) {
    m_found = std::move(found);
    m_problem = problem;
    m_memoryChart = m_found ? fitMemoryChart(*m_found) : Chart();
    m_speedChart = m_found ? fitSpeedChart(*m_found) : Chart();
    m_estimates.show(m_found ? estimatesOf(*m_found) : std::vector<NamedEstimate>());
    emit foundChanged();
}

} // namespace peripheral

#include "moc_fit_check.cpp"
