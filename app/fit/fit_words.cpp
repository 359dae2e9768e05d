// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/fit_words.h"

#include "charts/number_form.h"

#include <QCoreApplication>
#include <QLocale>

namespace peripheral {

namespace {

struct FitText {
    Q_DECLARE_TR_FUNCTIONS(Fit)
};

QString sizeText(double value) {
    return written(value, NumberForm::Bytes, QLocale());
}

QString countText(double value) {
    return QLocale().toString(std::llround(value));
}

QString valueOf(const plm::Estimate& estimate, NumberForm form, const QString& words) {
    return estimate.value ? words.arg(written(*estimate.value, form, QLocale())) : FitText::tr("not known");
}

NamedEstimate named(const QString& name, const plm::Estimate& estimate, const QString& value) {
    NamedEstimate one{.name = name, .value = value, .basis = {}, .inputs = {}};
    if (estimate.value)
        one.basis = wordOf(estimate.isSimulated() ? plm::Basis::Simulated : estimate.basis);
    for (const plm::FitInputValue& input : estimate.inputs)
        one.inputs << wordsOf(input);
    return one;
}

} // namespace

QString verdictOf(const FitFindings& findings) {
    const QString needed = sizeText(double(findings.fit.memory.total()));
    const QString context = countText(findings.fit.context);
    if (!findings.fit.fits || !findings.memory)
        return FitText::tr(
                   "It needs %1 with a context of %2 tokens. How much memory the device has is not known.")
            .arg(needed, context);
    const QString has = sizeText(findings.memory->value);
    return *findings.fit.fits
               ? FitText::tr("It fits: it needs %1 of %2 with a context of %3 tokens.")
                     .arg(needed, has, context)
               : FitText::tr("It does not fit: it needs %1 with a context of %3 tokens, and there are %2.")
                     .arg(needed, has, context);
}

QString longestContextOf(const FitFindings& findings) {
    if (!findings.fit.longestContext.value)
        return {};
    const double longest = *findings.fit.longestContext.value;
    if (longest <= 0)
        return FitText::tr("Not even the shortest conversation has room.");
    return longest >= findings.mostContext
               ? FitText::tr("There is room for all %1 tokens of context that the model was made for.")
                     .arg(countText(findings.mostContext))
               : FitText::tr("There is room for a context of at most %1 tokens.").arg(countText(longest));
}

QString limitOf(const FitFindings& findings) {
    if (!findings.fit.limit)
        return {};
    switch (*findings.fit.limit) {
    case plm::FitLimit::Memory:
        return FitText::tr("What limits it is the size of the memory.");
    case plm::FitLimit::Bandwidth:
        return FitText::tr("What limits writing is how fast memory is read.");
    case plm::FitLimit::Compute:
        return FitText::tr("What limits writing is how fast the processor computes.");
    }
    return {};
}

QString wordOf(plm::Basis basis) {
    switch (basis) {
    case plm::Basis::Measured:
        return FitText::tr("measured");
    case plm::Basis::Counted:
        return FitText::tr("counted");
    case plm::Basis::Estimated:
        return FitText::tr("estimated");
    case plm::Basis::Assumed:
        return FitText::tr("assumed");
    case plm::Basis::Simulated:
        return FitText::tr("simulated");
    }
    return {};
}

std::vector<NamedEstimate> estimatesOf(const FitFindings& findings) {
    const plm::Fit& fit = findings.fit;
    const auto speed = [](const plm::Estimate& estimate, bool atMost) {
        return valueOf(estimate, NumberForm::Plain,
                       atMost ? FitText::tr("at most %1 tokens a second")
                              : FitText::tr("%1 tokens a second"));
    };
    std::vector<NamedEstimate> all{
        named(FitText::tr("Memory"), fit.totalMemory, valueOf(fit.totalMemory, NumberForm::Bytes, "%1")),
        named(FitText::tr("Longest context"), fit.longestContext,
              valueOf(fit.longestContext, NumberForm::Plain, FitText::tr("%1 tokens")))};
    if (fit.speeds.empty())
        return all;
    const plm::FitSpeed& first = fit.speeds.front();
    const plm::FitSpeed& last = fit.speeds.back();
    all.push_back(
        named(FitText::tr("Writing"), first.writing, speed(first.writing, findings.byBandwidthAlone)));
    if (last.depth > first.depth)
        all.push_back(named(FitText::tr("Writing after %1 tokens").arg(countText(last.depth)), last.writing,
                            speed(last.writing, findings.byBandwidthAlone)));
    all.push_back(named(FitText::tr("Reading"), first.reading, speed(first.reading, false)));
    return all;
}

} // namespace peripheral
