// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/number_form.h"
#include "compare/profile_cards.h"
#include "compare/profile_tests.h"
#include "models/local_path.h"

#include <plm/sample_statistics.h>

#include <QCoreApplication>

#include <cmath>

namespace peripheral {

namespace {

struct FactText {
    Q_DECLARE_TR_FUNCTIONS(ProfileFacts)
};

QString number(double value) {
    return written(value, NumberForm::Plain, QLocale());
}

QString bytes(std::uint64_t value) {
    return written(static_cast<double>(value), NumberForm::Bytes, QLocale());
}

/// `parts` that are not empty, or that nobody measured them.
QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.isEmpty() ? notMeasured() : parts.join(QStringLiteral(" · "));
}

QString processor(const plm::Machine& machine) {
    return joined({shownText(machine.processor), machine.physicalCores
                                                     ? FactText::tr("cores: %1").arg(*machine.physicalCores)
                                                     : QString()});
}

QString model(const std::optional<plm::ProfiledModel>& model) {
    if (!model)
        return notMeasured();
    return joined({shownText(model->name), shownText(model->type),
                   model->tensorBytes > 0 ? bytes(model->tensorBytes) : QString(),
                   model->synthetic ? FactText::tr("made to measure with") : QString()});
}

QString settings(const std::optional<plm::ProfiledSettings>& settings) {
    if (!settings)
        return notMeasured();
    return joined({shownText(settings->executor),
                   settings->threads > 0 ? FactText::tr("threads: %1").arg(settings->threads) : QString(),
                   settings->cacheType.empty() ? QString()
                                               : FactText::tr("cache %1").arg(shownText(settings->cacheType)),
                   settings->sparse ? FactText::tr("sparse") : FactText::tr("dense")});
}

QString speed(const plm::ProfiledTest* test) {
    if (test == nullptr)
        return notMeasured();
    const std::vector<double> speeds = test->speeds();
    const QString median = FactText::tr("%1 tokens a second").arg(number(plm::median(speeds)));
    const auto interval = plm::medianInterval(speeds);
    const QString spread =
        interval
            ? FactText::tr("%1 (95 %: %2 to %3)").arg(median, number(interval->low), number(interval->high))
            : median;
    return joined({spread, nameOf(test->test)});
}

QString firstToken(const plm::DeviceProfile& profile) {
    const auto seconds = [](const std::optional<plm::ProfiledStart>& start, const QString& words) {
        return start ? words.arg(number(start->load + start->firstToken)) : QString();
    };
    return joined({seconds(profile.cold, FactText::tr("%1 s from a cold start")),
                   seconds(profile.warm, FactText::tr("%1 s from a warm start")),
                   seconds(profile.kept, FactText::tr("%1 s with kept weights"))});
}

QString throttled(const std::optional<bool>& throttled) {
    return !throttled   ? notMeasured()
           : *throttled ? FactText::tr("yes, the clock was held down")
                        : FactText::tr("no");
}

QString temperature(const plm::Conditions& before, const plm::Conditions& after) {
    if (before.temperature && after.temperature)
        return FactText::tr("%1 to %2 °C")
            .arg(std::lround(*before.temperature))
            .arg(std::lround(*after.temperature));
    const auto& one = before.temperature ? before.temperature : after.temperature;
    return one ? FactText::tr("%1 °C").arg(std::lround(*one)) : QString();
}

QString conditions(const plm::DeviceProfile& profile) {
    const plm::Conditions& after = profile.after;
    return joined({temperature(profile.before, after),
                   after.megahertz ? FactText::tr("%1 MHz").arg(std::lround(*after.megahertz)) : QString(),
                   after.governor ? FactText::tr("governor %1").arg(shownText(*after.governor)) : QString()});
}

QString quality(const std::optional<plm::Quality>& quality) {
    return quality ? FactText::tr("perplexity %1 on %2")
                         .arg(number(std::exp(quality->negativeLogLikelihood)), shownText(quality->text))
                   : notMeasured();
}

QString rate(std::optional<double> value, const QString& words) {
    return value ? words.arg(written(*value, NumberForm::Bytes, QLocale())) : notMeasured();
}

QString amount(std::optional<double> value, const QString& words) {
    return value ? words.arg(number(*value)) : notMeasured();
}

} // namespace

std::vector<ProfileFact> factsOf(const plm::DeviceProfile& profile) {
    const plm::Machine& machine = profile.machine;
    return {
        {FactText::tr("Date"), joined({shownText(profile.measuredAt).left(10)})},
        {FactText::tr("Processor"), processor(machine)},
        {FactText::tr("Memory"), machine.memoryBytes ? bytes(*machine.memoryBytes) : notMeasured()},
        {FactText::tr("Read bandwidth"), rate(bestRate(profile.bandwidth), FactText::tr("%1 a second"))},
        {FactText::tr("Model"), model(profile.model)},
        {FactText::tr("Run with"), settings(profile.settings)},
        {FactText::tr("Reading"), speed(shallowestReading(profile))},
        {FactText::tr("Writing"), speed(shallowestWriting(profile))},
        {FactText::tr("First token"), firstToken(profile)},
        {FactText::tr("Most memory"), profile.memory ? bytes(profile.memory->peakResident) : notMeasured()},
        {FactText::tr("Power"), amount(profile.watts, FactText::tr("%1 W"))},
        {FactText::tr("Energy"), amount(profile.joulesPerToken, FactText::tr("%1 J a token"))},
        {FactText::tr("Slowed by heat"), throttled(profile.throttled)},
        {FactText::tr("Conditions"), conditions(profile)},
        {FactText::tr("Quality"), quality(profile.quality)}};
}

QString badgeOf(plm::ProfileOrigin origin) {
    switch (origin) {
    case plm::ProfileOrigin::Measured:
        return FactText::tr("measured");
    case plm::ProfileOrigin::Imported:
        return FactText::tr("imported");
    case plm::ProfileOrigin::Published:
        return FactText::tr("published");
    case plm::ProfileOrigin::Simulated:
        return FactText::tr("simulated");
    }
    return {};
}

} // namespace peripheral
