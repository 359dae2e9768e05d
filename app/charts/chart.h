// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_layout.h"
#include "charts/chart_table.h"

#include <memory>

namespace peripheral {

/// What a chart shows: values that can be laid out, told and tabulated. It never changes once made, so that
/// any thread may read it.
class Drawing {
public:
    Drawing() = default;
    Drawing(const Drawing&) = delete;
    Drawing& operator=(const Drawing&) = delete;
    virtual ~Drawing() = default;

    /// From left to right; `layout` is empty, and has the width and the style.
    virtual void lay(ChartLayout& layout) const = 0;
    /// The numbers as people read them, a row for each thing that the keyboard stops at.
    [[nodiscard]] virtual ChartTable table() const = 0;
    /// All that is drawn, where table() sums that up.
    [[nodiscard]] virtual ChartTable samples() const { return table(); }
    /// One sentence for a screen reader.
    [[nodiscard]] virtual QString summary(const QLocale& locale) const = 0;
};

/// A drawing and its title: what QML hands around as a value. An empty one draws nothing.
class Chart {
    Q_GADGET
    Q_PROPERTY(QString title READ title)
    Q_PROPERTY(bool empty READ isEmpty)

public:
    Chart() = default;
    Chart(QString title, std::shared_ptr<const Drawing> drawing)
        : m_title(std::move(title)),
          m_drawing(std::move(drawing)) {}

    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] bool isEmpty() const { return m_drawing == nullptr; }
    /// Mirrored where the style says so; as high as it needs to be.
    [[nodiscard]] ChartLayout layout(double width, const ChartStyle& style) const;
    [[nodiscard]] ChartTable table() const { return isEmpty() ? ChartTable() : m_drawing->table(); }
    [[nodiscard]] ChartTable samples() const { return isEmpty() ? ChartTable() : m_drawing->samples(); }
    [[nodiscard]] QString summary(const QLocale& locale) const {
        return isEmpty() ? QString() : m_drawing->summary(locale);
    }

    bool operator==(const Chart&) const = default;

private:
    QString m_title;
    std::shared_ptr<const Drawing> m_drawing;
};

/// "not measured", from `top` on: what a drawing without a single number shows.
void layNotMeasured(ChartLayout& layout, double top);

} // namespace peripheral
