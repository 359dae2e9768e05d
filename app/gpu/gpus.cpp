// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/gpus.h"

#include "models/local_path.h"
#include "remote/background.h"

#include <QLocale>
#include <QLoggingCategory>

#include <algorithm>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcGpus, "peripheral.gpus")

} // namespace

Gpus::Gpus(EngineThread& engine, LoadedModel& model, Settings& settings, GpuAsking asking, QObject* parent)
    : QObject(parent),
      m_model(model),
      m_settings(settings),
      m_asking(std::move(asking)),
      m_list(new GpuListModel(this)) {
    m_idle.setSingleShot(true);
    m_idle.setInterval(m_asking.idle);
    connect(&m_idle, &QTimer::timeout, this, &Gpus::next);
    connect(&engine, &EngineThread::answerAsked, this, [this] { setAnswering(true); });
    connect(&engine, &EngineThread::replayAsked, this, [this] { setAnswering(true); });
    connect(&engine, &EngineThread::answerEnded, this, [this] { setAnswering(false); });
    connect(&model, &LoadedModel::loadingChanged, this, &Gpus::reconsider);
    connect(&model, &LoadedModel::modelChanged, this, [this] {
        m_list->show(m_records, m_model.shape());
        emit changed();
        reconsider();
    });
    connect(&settings, &Settings::executorChanged, this, [this] {
        emit changed();
        reconsider();
    });
    model.setExecutorWish([this] { return wish(); });
}

Gpus::~Gpus() {
    m_stop.request_stop();
    m_model.setExecutorWish({});
}

void Gpus::begin(const std::filesystem::path& folder) {
    if (folder == m_folder && !folder.empty())
        return;
    m_folder = folder;
    plm::RecalledGpus recalled = plm::recallGpus(folder);
    m_records = std::move(recalled.records);
    m_listed = m_records.trouble || !m_records.gpus.empty();
    m_list->show(m_records, m_model.shape());
    if (!recalled.news.empty())
        setNews(tr("%1 It is skipped until its driver changes or it is asked again in the settings.")
                    .arg(shownText(recalled.news.front())));
    emit changed();
    reconsider();
}

ExecutorWish Gpus::wish() const {
    return {.name = m_settings.executor().toStdString(), .gpus = m_records, .folder = m_folder};
}

/// What is set stays among them, also where that GPU is not there any more.
QStringList Gpus::choices() const {
    QStringList choices{QStringLiteral("auto"), QStringLiteral("cpu")};
    for (int row = 0; row < m_list->count(); ++row)
        choices << m_list->index(row).data(GpuListModel::ExecutorRole).toString();
    if (const QString set = m_settings.executor(); !choices.contains(set))
        choices << set;
    return choices;
}

QStringList Gpus::choiceNames() const {
    QStringList names{tr("Automatic"), tr("CPU")};
    for (int row = 0; row < m_list->count(); ++row)
        names << m_list->index(row).data(GpuListModel::NameRole).toString();
    if (names.size() < choices().size())
        names << QString::fromStdString(
            plm::nameOf({.number = plm::deviceNumber(m_settings.executor().toStdString())}));
    return names;
}

void Gpus::choose(int index) {
    m_settings.setExecutor(choices().value(index));
    if (canSwitch() && !m_answering)
        switchNow();
}

QString Gpus::nothing() const {
    if (m_records.trouble)
        return shownText(m_records.trouble->reason);
    if (!m_records.gpus.empty())
        return {};
    return m_listed ? tr("Vulkan knows no GPU here.") : tr("No GPU was looked for yet.");
}

plm::ExecutorChoice Gpus::choice() const {
    return plm::chooseExecutor(m_records, m_model.shape());
}

bool Gpus::canSwitch() const {
    if (!m_model.ready() || m_model.executorFailed())
        return false;
    const QString wanted = m_settings.executor();
    if (wanted != QLatin1String("auto")) {
        const bool isGpu = wanted.contains(':');
        const bool isSkipped = isGpu && !plm::checkGpu(m_records, plm::deviceNumber(wanted.toStdString()));
        return wanted != m_model.executorId() && !isSkipped;
    }
    const std::optional<int> gpu = choice().gpu;
    return (gpu ? QStringLiteral("vulkan:%1").arg(*gpu) : QStringLiteral("cpu")) != m_model.executorId();
}

void Gpus::askAgain() {
    m_records.forgetTrouble();
    m_listed = false;
    m_asked.clear();
    m_bidden = true;
    next();
}

void Gpus::cancel() {
    m_bidden = false;
    m_idle.stop();
    m_stop.request_stop();
}

void Gpus::switchNow() {
    if (m_model.builtIn())
        m_model.openBuiltIn();
    else
        m_model.openPath(m_model.path());
}

void Gpus::dismissNews() {
    setNews({});
}

void Gpus::setNews(const QString& sentence) {
    m_news = sentence;
    emit newsChanged();
}

void Gpus::setAnswering(bool answering) {
    m_answering = answering;
    reconsider();
}

/// The first of those that were not measured with such a model.
std::optional<plm::GpuDevice> Gpus::nextToMeasure() const {
    if (!m_bidden && !m_asking.hasRoom(m_model.fileBytes()))
        return std::nullopt;
    const std::string& shape = m_model.shape();
    for (const plm::KnownGpu& gpu : m_records.gpus) {
        const bool measured =
            std::any_of(gpu.measures.begin(), gpu.measures.end(),
                        [&](const plm::GpuMeasure& one) { return one.modelShape == shape; });
        const bool asked = m_asked.contains({gpu.device.number, shape});
        if (gpu.device.kind != plm::GpuKind::Cpu && !gpu.trouble && !asked && (!measured || m_bidden))
            return gpu.device;
    }
    return std::nullopt;
}

/// Begins to wait for the moment, or ends what is under way, as things are.
void Gpus::reconsider() {
    const bool idle = !m_answering && m_model.ready() && !m_model.loading();
    const bool allowed = m_bidden || m_settings.executor() != QLatin1String("cpu");
    if (!idle || !allowed) {
        m_idle.stop();
        m_stop.request_stop();
    } else if (!m_running && !m_folder.empty() && (!m_listed || nextToMeasure())) {
        m_idle.start();
    }
}

void Gpus::next() {
    if (m_running)
        return;
    if (!m_listed)
        return listDevices();
    if (const auto device = nextToMeasure())
        return measure(*device);
    m_bidden = false;
}

void Gpus::run(const QString& progress) {
    m_running = true;
    m_stop = {};
    m_progress = progress;
    emit askingChanged();
}

void Gpus::ended() {
    m_running = false;
    m_progress.clear();
    emit askingChanged();
    if (m_bidden && !m_stop.stop_requested())
        return next();
    reconsider();
}

/// Asks, adds what came of it to a copy of the records and writes that, all in the background: neither
/// drivers nor the disk keep the window waiting.
template <class Ask, class Note>
void Gpus::ask(Ask question, Note note) {
    inBackground(
        this,
        [question = std::move(question), records = m_records, folder = m_folder] {
            Answer answer{.records = records};
            answer.heard = question(answer.records);
            if (answer.heard && !folder.empty())
                answer.written = plm::writeGpuRecords(folder, answer.records);
            return answer;
        },
        [this, note = std::move(note)](const Answer& answer) {
            if (answer.heard)
                note();
            hear(answer);
        });
}

void Gpus::hear(const Answer& answer) {
    if (!answer.written)
        qCWarning(lcGpus, "%s", answer.written.error().message.c_str());
    if (answer.heard) {
        m_records = answer.records;
        m_list->show(m_records, m_model.shape());
        emit changed();
        tellIfFaster();
    }
    ended();
}

void Gpus::listDevices() {
    run(tr("Looking for GPUs…"));
    ask(
        [list = m_asking.list, stop = m_stop.get_token()](plm::GpuRecords& records) {
            const auto listing = list(stop);
            if (!listing)
                return false;
            records.remember(*listing);
            records.print = plm::driverPrint();
            return true;
        },
        [this] { m_listed = true; });
}

void Gpus::measure(const plm::GpuDevice& device) {
    run(tr("Measuring %1 with %2…").arg(shownText(device.name), m_model.name()));
    ask(
        [measuring = m_asking.measure, device, path = systemPath(m_model.path()),
         stop = m_stop.get_token()](plm::GpuRecords& records) {
            const auto measured = measuring(device, path, stop);
            if (measured)
                records.remember(device.number, *measured);
            return measured.has_value();
        },
        [this, asked = std::pair(device.number, m_model.shape())] { m_asked.insert(asked); });
}

void Gpus::tellIfFaster() {
    if (m_bidden || !canSwitch() || m_settings.executor() != QLatin1String("auto"))
        return; // who asked looks at the page
    setNews(shownText(choice().reason));
}

} // namespace peripheral

#include "moc_gpus.cpp"
