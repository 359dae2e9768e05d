// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/executor_in_use.h"

#include <plm/shown_text.h>

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QStringList>

#include <utility>

namespace peripheral {

namespace {

Q_LOGGING_CATEGORY(lcGpu, "peripheral.gpu")

struct ExecutorText {
    Q_DECLARE_TR_FUNCTIONS(ExecutorInUse)
};

QString shown(const std::string& text) {
    return QString::fromStdString(plm::shownText(text));
}

} // namespace

plm::ChosenExecutor ExecutorInUse::choose(const ExecutorWish& wish, const plm::ModelInfo& model) {
    m_device.clear();
    m_measure.reset();
    m_reason.clear();
    m_part.clear();
    if (wish.name == "auto") {
        plm::ExecutorChoice choice = plm::chooseExecutor(wish.gpus, plm::shapeOf(model));
        m_reason = std::move(choice.reason);
        m_measure = std::move(choice.measure);
        return choice.gpu ? chooseGpu(wish, "vulkan", *choice.gpu) : plm::ChosenExecutor();
    }
    const int number = plm::deviceNumber(wish.name);
    const auto named = plm::builtInExecutors().find(wish.name);
    if (!named || !(*named)->hasDevices)
        return {};
    if (const plm::Status good = plm::checkGpu(wish.gpus, number); good)
        return chooseGpu(wish, wish.name, number);
    else
        m_reason = good.error().message;
    return {};
}

plm::ChosenExecutor ExecutorInUse::chooseGpu(const ExecutorWish& wish, std::string_view executor,
                                             int number) {
    const auto named = plm::builtInExecutors().find(executor);
    if (!named)
        return {};
    const plm::GpuDevice device = wish.gpus.deviceOf(number);
    m_number = number;
    m_device = plm::nameOf(device);
    if (!m_hasAnswered && !m_start && !wish.folder.empty()) {
        if (auto start = plm::GpuStart::begin(wish.folder, device, wish.gpus.print))
            m_start = std::move(*start);
        else
            qCWarning(lcGpu, "%s", start.error().message.c_str());
    }
    return {*named, number};
}

void ExecutorInUse::opened(const plm::DeviceMemory& device, int layers) {
    m_part =
        device.isPartOf(layers)
            ? ExecutorText::tr("The GPU has memory for %1 of the %2 layers; the CPU computes the others.")
                  .arg(device.layers)
                  .arg(layers)
            : QString();
}

void ExecutorInUse::standIn(const std::string& sentence) {
    m_failed = true;
    m_part.clear();
    m_reason = sentence;
    m_measure.reset();
    m_start.reset();
}

void ExecutorInUse::answered() {
    m_hasAnswered = true;
    m_start.reset();
}

ExecutorFacts ExecutorInUse::facts(std::string_view executor) const {
    const bool onGpu = !m_device.empty() && !m_failed;
    return {.name = shown(onGpu ? m_device : std::string(executor)),
            .id = onGpu ? QStringLiteral("vulkan:%1").arg(m_number) : QStringLiteral("cpu"),
            .reason = QStringList({shown(m_reason), m_part}).join(QLatin1Char(' ')).trimmed(),
            .measure = m_measure,
            .failed = m_failed};
}

} // namespace peripheral
