// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/chart_list_model.h"
#include "compare/profile_cards.h"

#include <QObject>
#include <QStringList>
#include <QtQmlIntegration>

namespace peripheral {

/// Profiles beside each other: a baseline and up to four others as cards, charts and sentences. GUI thread.
class Comparison : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(peripheral::ProfileCards* cards READ cards CONSTANT)
    /// Only those that anybody measured something of.
    Q_PROPERTY(peripheral::ChartListModel* charts READ charts CONSTANT)
    /// Whether each of the others did the baseline's work: a sentence each.
    Q_PROPERTY(QStringList work READ work NOTIFY changed)
    /// Whether that holds for all of them.
    Q_PROPERTY(bool sameWork READ sameWork NOTIFY changed)
    /// What nobody measured, in a sentence; empty where there is no such thing.
    Q_PROPERTY(QString lacking READ lacking NOTIFY changed)

public:
    explicit Comparison(QObject* parent = nullptr) : QObject(parent) {}

    /// The first is the baseline; of more than kMostCompared the last are left out.
    void setProfiles(std::vector<std::shared_ptr<const plm::DeviceProfile>> profiles);

    [[nodiscard]] ProfileCards* cards() { return &m_cards; }
    [[nodiscard]] ChartListModel* charts() { return &m_charts; }
    [[nodiscard]] const QStringList& work() const { return m_work; }
    [[nodiscard]] bool sameWork() const { return m_sameWork; }
    [[nodiscard]] const QString& lacking() const { return m_lacking; }

signals:
    void changed();

private:
    void showCharts(const std::vector<ComparedProfile>& profiles);

    ProfileCards m_cards;
    ChartListModel m_charts;
    QStringList m_work;
    QString m_lacking;
    bool m_sameWork = true;
};

} // namespace peripheral
