// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/chart_list_model.h"
#include "fit/estimate_list_model.h"
#include "fit/fit_case.h"
#include "models/loaded_model.h"
#include "profiling/followed_profiles.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QtQmlIntegration>

namespace peripheral {

/// A device of which it can be asked what fits it.
struct FitCandidate {
    QString name;
    std::shared_ptr<const plm::DeviceProfile> profile;
};

/// Whether a model fits a device, up to which context and how fast: what the user asks, and what is found of
/// it in the background. GUI thread.
class FitCheck : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// Among these are the devices, and those whose speeds by part others are estimated from.
    Q_PROPERTY(peripheral::Profiles* profiles READ profiles WRITE setProfiles NOTIFY profilesChanged)
    /// The model that answers, which is asked about as long as no file was chosen.
    Q_PROPERTY(peripheral::LoadedModel* model READ model WRITE setModel NOTIFY askedChanged)
    /// Names of the devices; the last one is made up by hand.
    Q_PROPERTY(QList<QString> devices READ devices NOTIFY askedChanged)
    Q_PROPERTY(int device READ device WRITE setDevice NOTIFY askedChanged)
    Q_PROPERTY(bool simulated READ isSimulated NOTIFY askedChanged)
    /// Of the device that is made up: bytes, cores, bytes a second; 0: not known.
    Q_PROPERTY(double memory READ memory WRITE setMemory NOTIFY askedChanged)
    Q_PROPERTY(int cores READ cores WRITE setCores NOTIFY askedChanged)
    Q_PROPERTY(double bandwidth READ bandwidth WRITE setBandwidth NOTIFY askedChanged)
    /// Of the file that is asked about, without folders; empty: there is none.
    Q_PROPERTY(QString modelName READ modelName NOTIFY askedChanged)
    /// Whether that is another file than the open model's.
    Q_PROPERTY(bool fileChosen READ isFileChosen NOTIFY askedChanged)
    /// Tokens: what is asked about, and what the model was made for.
    Q_PROPERTY(int context READ context WRITE setContext NOTIFY askedChanged)
    Q_PROPERTY(int mostContext READ mostContext NOTIFY foundChanged)

    /// Whether there is an answer, and its sentences.
    Q_PROPERTY(bool known READ isKnown NOTIFY foundChanged)
    Q_PROPERTY(bool fits READ fits NOTIFY foundChanged)
    Q_PROPERTY(QString verdict READ verdict NOTIFY foundChanged)
    Q_PROPERTY(QString longestContext READ longestContext NOTIFY foundChanged)
    Q_PROPERTY(QString limit READ limit NOTIFY foundChanged)
    /// Speeds are what the bandwidth alone allows.
    Q_PROPERTY(bool byBandwidthAlone READ isByBandwidthAlone NOTIFY foundChanged)
    /// Memory with that context, and speed over depth where anything is known of it.
    Q_PROPERTY(peripheral::ChartListModel* charts READ charts CONSTANT)
    Q_PROPERTY(peripheral::EstimateListModel* estimates READ estimates CONSTANT)
    /// Why there is no answer, one sentence.
    Q_PROPERTY(QString problem READ problem NOTIFY foundChanged)

public:
    explicit FitCheck(QObject* parent = nullptr);

    [[nodiscard]] Profiles* profiles() const { return m_followed.profiles(); }
    void setProfiles(Profiles* profiles);
    [[nodiscard]] LoadedModel* model() const { return m_model; }
    void setModel(LoadedModel* model);
    /// `measured` may be null: see FitCase.
    void setCandidates(std::vector<FitCandidate> candidates,
                       std::shared_ptr<const plm::DeviceProfile> measured);

    [[nodiscard]] QStringList devices() const;
    [[nodiscard]] int device() const { return m_device; }
    void setDevice(int device);
    [[nodiscard]] bool isSimulated() const;
    [[nodiscard]] double memory() const { return m_byHand.memory; }
    void setMemory(double bytes);
    [[nodiscard]] int cores() const { return m_byHand.cores; }
    void setCores(int cores);
    [[nodiscard]] double bandwidth() const { return m_byHand.bandwidth; }
    void setBandwidth(double bytesPerSecond);
    [[nodiscard]] QString modelName() const;
    [[nodiscard]] bool isFileChosen() const { return !m_file.isEmpty(); }
    [[nodiscard]] int context() const;
    void setContext(int tokens);
    [[nodiscard]] int mostContext() const { return m_found ? m_found->mostContext : 0; }

    [[nodiscard]] bool isKnown() const { return m_found.has_value(); }
    [[nodiscard]] bool fits() const { return m_found && m_found->fit.fits.value_or(false); }
    [[nodiscard]] QString verdict() const { return m_found ? verdictOf(*m_found) : QString(); }
    [[nodiscard]] QString longestContext() const { return m_found ? longestContextOf(*m_found) : QString(); }
    [[nodiscard]] QString limit() const { return m_found ? limitOf(*m_found) : QString(); }
    [[nodiscard]] bool isByBandwidthAlone() const { return m_found && m_found->byBandwidthAlone; }
    [[nodiscard]] ChartListModel* charts() { return &m_charts; }
    [[nodiscard]] EstimateListModel* estimates() { return &m_estimates; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /// Asks about another file than the open model's, or about that again.
    Q_INVOKABLE void chooseFile(const QUrl& file);
    Q_INVOKABLE void useOpenModel();
    /// Keeps the device that was made up among the profiles.
    Q_INVOKABLE void keepDevice();

signals:
    void profilesChanged();
    void askedChanged();
    void foundChanged();

private:
    void takeProfiles();
    [[nodiscard]] QString path() const;
    [[nodiscard]] FitCase asked() const;
    /// Something that is asked has changed.
    void ask();
    /// One at a time: while the last one is looked at, only the newest waits.
    void begin();
    void onFound(const plm::Result<FitFindings>& found);
    void show(std::optional<FitFindings> found, const QString& problem);

    FollowedProfiles m_followed;
    LoadedModel* m_model = nullptr;
    std::vector<FitCandidate> m_candidates;
    std::shared_ptr<const plm::DeviceProfile> m_measured;
    int m_device = 0;
    bool m_byHandChosen = false; ///< and not only taken because there was nothing else
    SimulatedDevice m_byHand;
    QString m_file; ///< as pathFromBytes() has it; empty: the open model's
    int m_context = 0;
    bool m_looking = false;
    bool m_stale = false; ///< another question has come meanwhile

    std::optional<FitFindings> m_found;
    ChartListModel m_charts;
    EstimateListModel m_estimates;
    QString m_problem;
};

} // namespace peripheral
