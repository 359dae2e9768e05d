// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_chart.h"

#include "charts/stacked_bar.h"

#include <memory>
#include <utility>
#include <vector>

namespace peripheral {

namespace {

/// The numbers of the chart as they are written.
QStringList writtenIn(const Chart& chart) {
    const ChartTable table = chart.table();
    const QLocale locale;
    QStringList written;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            written += table.text(row, column, locale);
    }
    return written;
}

} // namespace

void MemoryChart::setReadings(DeviceReadings* readings) {
    if (readings == m_readings)
        return;
    if (m_readings)
        disconnect(m_readings, nullptr, this, nullptr);
    m_readings = readings;
    emit readingsChanged();
    if (readings == nullptr)
        return;
    connect(readings, &DeviceReadings::changed, this, &MemoryChart::refresh);
    refresh();
}

void MemoryChart::refresh() {
    Chart chart = make();
    QStringList written = writtenIn(chart);
    if (written == m_written && !this->chart().isEmpty())
        return;
    m_written = std::move(written);
    show(std::move(chart));
}

Chart MemoryChart::make() const {
    std::vector<StackedWhole> wholes;
    const auto& memory = m_readings->latest().memory;
    if (memory)
        wholes.push_back(programOf(*memory));
    if (const double expanded = m_readings->expandedBytesPerToken() * m_readings->cacheTokens();
        memory && expanded > 0)
        wholes.push_back(
            {.label = tr("For comparison"),
             .parts = {{.name = tr("Latent cache as expanded keys and values"), .own = expanded}},
             .estimated = true});
    return {tr("Memory by part"),
            std::make_shared<StackedBar>(Axis{{}, NumberForm::Bytes}, std::move(wholes))};
}

StackedWhole MemoryChart::programOf(const plm::MemoryByPart& memory) {
    StackedWhole program{.label = tr("This program")};
    for (const plm::MemoryPart part : plm::kAllMemoryParts) {
        const plm::PartMemory& bytes = memory.of(part);
        if (bytes.all() > 0)
            program.parts.push_back({.name = nameOf(part),
                                     .own = static_cast<double>(bytes.own),
                                     .fileBacked = static_cast<double>(bytes.fileBacked)});
    }
    return program;
}

QString MemoryChart::nameOf(plm::MemoryPart part) {
    switch (part) {
    case plm::MemoryPart::WeightsInFile:
        return tr("Weights in the file");
    case plm::MemoryPart::LaidOutWeights:
        return tr("Weights, laid out");
    case plm::MemoryPart::KeptWeights:
        return tr("Weights, kept for the next start");
    case plm::MemoryPart::Vocabulary:
        return tr("Vocabulary");
    case plm::MemoryPart::LatentCache:
        return tr("Latent cache");
    case plm::MemoryPart::Activations:
        return tr("Activations");
    case plm::MemoryPart::History:
        return tr("Conversations");
    case plm::MemoryPart::Program:
        return tr("Window and libraries");
    case plm::MemoryPart::Unattributed:
        return tr("Not attributed");
    }
    return {};
}

} // namespace peripheral

#include "moc_memory_chart.cpp"
