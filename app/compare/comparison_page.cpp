// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison_page.h"

#include "charts/legend.h"
#include "compare/work_sentences.h"
#include "models/local_path.h"

namespace peripheral {

namespace {

/// Text over the whole width; returns where it ends.
double layText(ChartLayout& layout, double top, const QString& text, const TextLook& look = {}) {
    return layout.text({0, top}, layout.width(), text, look).bottom();
}

} // namespace

ComparisonPage::ComparisonPage(const std::vector<ComparedProfile>& profiles, std::vector<NotedChart> charts)
    : m_work(workSentences(profiles)),
      m_charts(std::move(charts)) {
    for (const ComparedProfile& one : profiles) {
        const QString source = shownText(QString::fromStdString(one.profile->source));
        const QString badge = badgeOf(one.profile->origin);
        m_cards.push_back({.name = source.isEmpty() ? tr("%1 (%2)").arg(one.name, badge)
                                                    : tr("%1 (%2: %3)").arg(one.name, badge, source),
                           .facts = factsOf(*one.profile)});
    }
}

void ComparisonPage::lay(ChartLayout& layout) const {
    double top = 0;
    for (const QString& sentence : m_work)
        top = layText(layout, top, sentence);
    for (const Card& card : m_cards)
        top = layCard(layout, top + layout.gap(), card);
    for (const NotedChart& one : m_charts)
        top = layChart(layout, top + 2 * layout.gap(), one);
}

double ComparisonPage::layCard(ChartLayout& layout, double top, const Card& card) {
    top = layText(layout, top, card.name, {.bold = true});
    for (const ProfileFact& fact : card.facts)
        top = layTwoEnds(layout, {0, top}, layout.width(), fact.label, fact.value);
    return top;
}

double ComparisonPage::layChart(ChartLayout& layout, double top, const NotedChart& one) {
    top = layText(layout, top, one.chart.title(), {.bold = true}) + layout.gap();
    ChartStyle style = layout.style();
    style.rightToLeft = false; // the whole page is mirrored at once
    layout.add(one.chart.layout(layout.width(), style), top);
    top = layout.height();
    return one.note.isEmpty() ? top : layText(layout, top + layout.gap(), one.note);
}

ChartTable ComparisonPage::table() const {
    ChartTable table;
    table.columns = {{tr("Fact")}};
    for (const Card& card : m_cards)
        table.columns.push_back({card.name});
    for (std::size_t fact = 0; !m_cards.empty() && fact < m_cards.front().facts.size(); ++fact) {
        ChartTable::Row row{m_cards.front().facts[fact].label};
        for (const Card& card : m_cards)
            row.emplace_back(card.facts[fact].value);
        table.rows.push_back(std::move(row));
    }
    return table;
}

QString ComparisonPage::summary(const QLocale& locale) const {
    QStringList said = m_work;
    for (const NotedChart& one : m_charts)
        said << tr("%1: %2").arg(one.chart.title(), one.chart.summary(locale));
    return said.join(QChar(' '));
}

} // namespace peripheral
