// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparison.h"

#include "compare/comparison_charts.h"
#include "compare/comparison_export.h"
#include "models/local_path.h"
#include "remote/background.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace peripheral {

namespace {

bool isSameWork(const ComparedProfile& one) {
    return one.work.verdict == plm::WorkComparison::Verdict::Same;
}

/// What the system has against it; empty where all of it is on disk.
QString writeFile(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (file.open(QFile::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return file.errorString();
}

} // namespace

Comparison::Comparison(QObject* parent)
    : QObject(parent),
      m_followed(this, [this] { compare(m_followed.chosen()); }) {}

void Comparison::setProfiles(Profiles* profiles) {
    if (m_followed.follow(profiles))
        emit profilesChanged();
}

void Comparison::compare(std::vector<std::shared_ptr<const plm::DeviceProfile>> profiles) {
    profiles.resize(std::min(profiles.size(), kMostCompared));
    std::vector<ComparedProfile> shown = compared(profiles);
    m_sameWork.clear();
    for (std::size_t i = 1; i < shown.size(); ++i)
        m_sameWork << isSameWork(shown[i]);
    showCharts(shown);
    m_page = std::make_shared<ComparisonPage>(shown, m_charts.charts());
    m_cards.show(std::move(shown));
    emit changed();
}

void Comparison::showCharts(const std::vector<ComparedProfile>& profiles) {
    struct Offered {
        QString name;
        NotedChart chart;
    };
    const std::vector<Offered> all{
        {tr("speed"), {speedChart(profiles), {}}},
        {tr("memory"), {memoryChart(profiles), {}}},
        {tr("speed after a longer conversation"), {depthChart(profiles), {}}},
        {tr("writing without a pause"), {sustainedChart(profiles), sustainedTrends(profiles)}},
        {tr("active neurons"), {activeNeuronsChart(profiles), {}}},
        {tr("bandwidth and arithmetic"), {rooflineChart(profiles), {}}}};
    std::vector<NotedChart> charts;
    QStringList lacking;
    for (const Offered& one : all) {
        if (one.chart.chart.isEmpty())
            lacking << one.name;
        else
            charts.push_back(one.chart);
    }
    m_lacking =
        lacking.isEmpty() || profiles.empty() ? QString() : tr("Not measured: %1.").arg(lacking.join(", "));
    m_charts.show(std::move(charts));
}

void Comparison::write(const QUrl& file, const std::function<QByteArray(ExportFormat)>& content) {
    const QString path = pathOfUrl(file);
    const QString name = shownPath(QFileInfo(path).fileName());
    const std::optional<ExportFormat> format = exportFormatOf(path);
    if (!format)
        return setNotice(
            {}, tr("%1 should end in .png, .svg, .csv or .md, which says what is written.").arg(name));
    if (!isText(path)) // Qt would write another one
        return setNotice({}, tr("%1 is no name that this program can write to.").arg(name));
    const auto work = [path, format = *format, content]() -> QString {
        const QByteArray bytes = content(format);
        return bytes.isEmpty() ? tr("the picture would be too large") : writeFile(path, bytes);
    };
    inBackground(this, work, [this, name](const QString& wrong) {
        if (wrong.isEmpty())
            setNotice(tr("Written: %1").arg(name), {});
        else
            setNotice({}, tr("%1 could not be written: %2.").arg(name, shownText(wrong)));
    });
}

void Comparison::exportChart(int row, const QUrl& file, const ChartStyle& style) {
    if (row < 0 || row >= m_charts.count())
        return;
    write(file, [one = m_charts.charts()[static_cast<std::size_t>(row)], style](ExportFormat format) {
        return exported(one, format, style);
    });
}

void Comparison::exportAll(const QUrl& file, const ChartStyle& style) {
    if (m_page)
        write(file, [page = m_page, style](ExportFormat format) { return exported(page, format, style); });
}

void Comparison::setNotice(const QString& notice, const QString& problem) {
    m_notice = notice;
    m_problem = problem;
    emit noticeChanged();
}

} // namespace peripheral

#include "moc_comparison.cpp"
