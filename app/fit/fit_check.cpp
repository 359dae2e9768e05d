// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_check.h"

#include "charts/number_form.h"
#include "compare/compared_profile.h"
#include "fit/fit_charts.h"
#include "models/local_path.h"
#include "remote/background.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

namespace peripheral {

namespace {

/// Whether speeds by part were measured there.
bool hasCosts(const plm::DeviceProfile& profile) {
    return profile.origin == plm::ProfileOrigin::Measured && !profile.bandwidth.empty() &&
           std::any_of(profile.tests.begin(), profile.tests.end(),
                       [](const plm::ProfiledTest& test) { return test.cost.has_value(); });
}

} // namespace

FitCheck::FitCheck(QObject* parent) : QObject(parent), m_followed(this, [this] { takeProfiles(); }) {}

void FitCheck::setProfiles(Profiles* profiles) {
    if (m_followed.follow(profiles))
        emit profilesChanged();
}

void FitCheck::takeProfiles() {
    std::vector<FitCandidate> candidates;
    std::shared_ptr<const plm::DeviceProfile> measured;
    for (const ComparedProfile& one : compared(m_followed.all())) {
        candidates.push_back({.name = one.name, .profile = one.profile});
        if (measured == nullptr && hasCosts(*one.profile))
            measured = one.profile;
    }
    setCandidates(std::move(candidates), std::move(measured));
}

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
    const QString before =
        m_device < int(m_candidates.size()) ? m_candidates[std::size_t(m_device)].name : QString();
    m_candidates = std::move(candidates);
    m_measured = std::move(measured);
    m_device = 0;
    const auto same = std::find_if(m_candidates.begin(), m_candidates.end(),
                                   [&](const FitCandidate& one) { return one.name == before; });
    if (m_byHandChosen || same != m_candidates.end())
        m_device = static_cast<int>(m_byHandChosen ? std::ssize(m_candidates) : same - m_candidates.begin());
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
    m_byHandChosen = device == static_cast<int>(m_candidates.size());
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

void FitCheck::keepDevice() {
    if (m_followed.profiles() == nullptr)
        return;
    plm::DeviceProfile profile = profileOf(m_byHand);
    const QLocale locale;
    profile.name =
        tr("%1, cores: %2, %3 a second")
            .arg(written(m_byHand.memory, NumberForm::Bytes, locale), locale.toString(m_byHand.cores),
                 written(m_byHand.bandwidth, NumberForm::Bytes, locale))
            .toStdString();
    m_followed.profiles()->add(profile);
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
    std::vector<NotedChart> charts;
    for (const Chart& chart :
         m_found ? std::array{fitMemoryChart(*m_found), fitSpeedChart(*m_found)} : std::array<Chart, 2>())
        if (!chart.isEmpty())
            charts.push_back({chart, {}});
    m_charts.show(std::move(charts));
    m_estimates.show(m_found ? estimatesOf(*m_found) : std::vector<NamedEstimate>());
    emit foundChanged();
    emit askedChanged(); // as much context as the model was made for, where nothing else is asked about
}

} // namespace peripheral

#include "moc_fit_check.cpp"
