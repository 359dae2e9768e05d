// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/compared_profile.h"
#include "compare/comparison_page.h"
#include "profiling/followed_profiles.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QtQmlIntegration>

#include <functional>

namespace peripheral {

enum class ExportFormat;

/// Profiles beside each other: a baseline and up to four others as cards, charts and sentences. GUI thread.
class Comparison : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// Those that are chosen of these are compared.
    Q_PROPERTY(peripheral::Profiles* profiles READ profiles WRITE setProfiles NOTIFY profilesChanged)
    Q_PROPERTY(peripheral::ProfileCards* cards READ cards CONSTANT)
    /// Only those that anybody measured something of.
    Q_PROPERTY(peripheral::ChartListModel* charts READ charts CONSTANT)
    /// Whether each of the others did the baseline's work: a sentence each.
    Q_PROPERTY(QStringList work READ work NOTIFY changed)
    /// Of each of these sentences whether it says that the work is the same.
    Q_PROPERTY(QList<bool> sameWork READ sameWork NOTIFY changed)
    /// What nobody measured, in a sentence; empty where there is no such thing.
    Q_PROPERTY(QString lacking READ lacking NOTIFY changed)
    /// What was written last, or why it was not, as a sentence; empty where that was taken note of.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY noticeChanged)

public:
    explicit Comparison(QObject* parent = nullptr);

    /// The first is the baseline; of more than kMostCompared the last are left out.
    void compare(std::vector<std::shared_ptr<const plm::DeviceProfile>> profiles);

    [[nodiscard]] Profiles* profiles() const { return m_followed.profiles(); }
    void setProfiles(Profiles* profiles);
    [[nodiscard]] ProfileCards* cards() { return &m_cards; }
    [[nodiscard]] ChartListModel* charts() { return &m_charts; }
    [[nodiscard]] QStringList work() const { return m_page ? m_page->work() : QStringList(); }
    [[nodiscard]] const QList<bool>& sameWork() const { return m_sameWork; }
    [[nodiscard]] const QString& lacking() const { return m_lacking; }
    [[nodiscard]] const QString& notice() const { return m_notice; }
    [[nodiscard]] const QString& problem() const { return m_problem; }

    /// Writes one of the charts, or all that is compared, as the style shows it, to a local file; its ending
    /// says as what: .png, .svg, .csv or .md. A notice follows, or a problem.
    Q_INVOKABLE void exportChart(int row, const QUrl& file, const peripheral::ChartStyle& style);
    Q_INVOKABLE void exportAll(const QUrl& file, const peripheral::ChartStyle& style);
    Q_INVOKABLE void dismissNotice() { setNotice({}, {}); }

signals:
    void profilesChanged();
    void changed();
    void noticeChanged();

private:
    void showCharts(const std::vector<ComparedProfile>& profiles);
    /// Writes what `content` makes of a format to the file, in the background.
    void write(const QUrl& file, const std::function<QByteArray(ExportFormat)>& content);
    void setNotice(const QString& notice, const QString& problem);

    FollowedProfiles m_followed;
    ProfileCards m_cards;
    ChartListModel m_charts;
    std::shared_ptr<const ComparisonPage> m_page; ///< the same as a whole
    QString m_lacking;
    QString m_notice, m_problem;
    QList<bool> m_sameWork;
};

} // namespace peripheral
