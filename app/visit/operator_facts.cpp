// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/operator_facts.h"

#include "kiosk/config_keys.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <chrono>

namespace peripheral {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OperatorFacts)
};

QString text(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QVariant fact(const QString& name, const QString& value) {
    return QVariant::fromValue(OperatorFact{name, value});
}

QString count(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString degreesText(std::optional<double> degrees) {
    return degrees ? Words::tr("%1 °C").arg(QLocale().toString(*degrees, 'f', 1)) : QString();
}

/// In hours and minutes: whoever reads it wants to know how busy the machine is.
QString durationText(std::chrono::milliseconds time) {
    using namespace std::chrono;
    const auto minutesInAll = duration_cast<minutes>(time).count();
    return Words::tr("%1 h %2 min")
        .arg(count(static_cast<std::uint64_t>(minutesInAll / 60)))
        .arg(minutesInAll % 60);
}

/// The languages that a text is given in: the texts themselves are on the kiosk's other screens.
template <class Texts>
QString languagesOf(const Texts& byCode) {
    QStringList codes;
    for (const auto& [code, words] : byCode)
        codes << QString::fromStdString(code);
    return codes.join(", ");
}

QString byLanguage(const kiosk::Config& config, std::string_view name) {
    if (name == "message")
        return languagesOf(config.message);
    return name == "privacy" ? languagesOf(config.privacy) : languagesOf(config.suggestions);
}

} // namespace

QVariantList settingsFacts(const kiosk::Config& config) {
    QVariantList facts;
    for (const kiosk::ConfigKey& key : kiosk::configKeys()) {
        if (key.name == "pin-hash")
            continue;
        facts << fact(text(key.section) + '/' + text(key.name),
                      key.byLanguage ? byLanguage(config, key.name) : text(key.write(config)));
    }
    return facts;
}

QVariantList modelFacts(const LoadedModel& model) {
    if (!model.ready())
        return {fact(Words::tr("Model"), model.loading() ? Words::tr("is being loaded") : Words::tr("none"))};
    return {fact(Words::tr("Model"), model.name()), fact(Words::tr("Details"), model.details()),
            fact(Words::tr("Computed by"), model.executor())};
}

QVariantList countFacts(const kiosk::Counts& counts) {
    const auto since = QDateTime::fromSecsSinceEpoch(counts.since.time_since_epoch().count());
    return {fact(Words::tr("Counted since"), QLocale().toString(since, QLocale::ShortFormat)),
            fact(Words::tr("Visits"), count(counts.visits)),
            fact(Words::tr("Answers"), count(counts.answers)),
            fact(Words::tr("Tokens"), count(counts.tokens)),
            fact(Words::tr("Time spent answering"), durationText(counts.answering)),
            fact(Words::tr("Starts of the program"), count(counts.starts)),
            fact(Words::tr("Visits that could not be erased at once"), count(counts.failedErasures)),
            fact(Words::tr("Hottest so far"), degreesText(counts.hottest))};
}

QVariantList machineFacts(std::optional<double> degrees, const std::optional<plm::MemoryUse>& memory,
                          const QString& version) {
    const QString used = memory
                             ? Words::tr("%1, and %2 that files back")
                                   .arg(QLocale().formattedDataSize(static_cast<qint64>(memory->anonymous), 1,
                                                                    QLocale::DataSizeSIFormat),
                                        QLocale().formattedDataSize(static_cast<qint64>(memory->fileBacked),
                                                                    1, QLocale::DataSizeSIFormat))
                             : QString();
    return {fact(Words::tr("Temperature"), degreesText(degrees)),
            fact(Words::tr("Memory of the program"), used), fact(Words::tr("Version"), version)};
}

} // namespace peripheral
