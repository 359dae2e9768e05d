// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "compare/chart_list_model.h"
#include "compare/profile_cards.h"

#include <QCoreApplication>
#include <QStringList>

namespace peripheral {

/// A whole comparison below each other, as a picture or a file has it: what is said of the work, a card for
/// each profile, and the charts with their notes. Its table is that of the cards.
class ComparisonPage : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(ComparisonPage)

public:
    ComparisonPage(const std::vector<ComparedProfile>& profiles, std::vector<NotedChart> charts);

    [[nodiscard]] const std::vector<NotedChart>& charts() const { return m_charts; }
    /// Whether the others did the work of the first one.
    [[nodiscard]] const QStringList& work() const { return m_work; }

    void lay(ChartLayout& layout) const override;
    /// A row for each fact, and a column for each profile.
    [[nodiscard]] ChartTable table() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    struct Card {
        QString name; ///< with its origin
        std::vector<ProfileFact> facts;
    };
    [[nodiscard]] static double layCard(ChartLayout& layout, double top, const Card& card);
    [[nodiscard]] static double layChart(ChartLayout& layout, double top, const NotedChart& one);

    QStringList m_work;
    std::vector<Card> m_cards;
    std::vector<NotedChart> m_charts;
};

} // namespace peripheral
