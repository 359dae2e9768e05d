// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/heat_samples.h"

namespace peripheral {

namespace {

constexpr int kMostColumns = 4000;

} // namespace

void HeatSamples::append(std::span<const float> columns) {
    const auto layers = static_cast<std::size_t>(m_layers);
    for (std::size_t at = 0; at + layers <= columns.size(); at += layers)
        addColumn(columns.subspan(at, layers));
}

void HeatSamples::clear() {
    *this = HeatSamples(m_layers);
}

void HeatSamples::addColumn(std::span<const float> column) {
    if (m_unfinished.isEmpty())
        m_unfinished.resize(m_layers);
    for (int layer = 0; layer < m_layers; ++layer) {
        const float sum = m_waiting == 0 ? 0 : m_unfinished.at(layer);
        m_unfinished[layer] = sum + column[static_cast<std::size_t>(layer)];
    }
    if (++m_waiting < m_perColumn)
        return;
    for (const float sum : m_unfinished)
        m_shares += sum / static_cast<float>(m_perColumn);
    m_waiting = 0;
    if (this->columns() >= kMostColumns)
        squeeze();
}

void HeatSamples::squeeze() {
    QList<float> half;
    half.reserve(m_shares.size() / 2);
    for (int column = 0; column + 1 < columns(); column += 2) {
        for (int layer = 0; layer < m_layers; ++layer)
            half += (at(column, layer) + at(column + 1, layer)) / 2;
    }
    m_shares = std::move(half);
    m_perColumn *= 2;
}

} // namespace peripheral
