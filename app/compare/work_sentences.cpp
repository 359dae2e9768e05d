// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/work_sentences.h"

#include <QCoreApplication>

namespace peripheral {

namespace {

using plm::WorkComparison;
using plm::WorkPart;

struct WorkText {
    Q_DECLARE_TR_FUNCTIONS(WorkSentences)
};

QString nameOf(WorkPart part) {
    switch (part) {
    case WorkPart::ModelFile:
        return WorkText::tr("the model’s file");
    case WorkPart::Output:
        return WorkText::tr("what was written");
    case WorkPart::Tests:
        return WorkText::tr("the tests");
    case WorkPart::Executor:
        return WorkText::tr("what computes");
    case WorkPart::Threads:
        return WorkText::tr("the number of threads");
    case WorkPart::CacheType:
        return WorkText::tr("the cache’s numbers");
    case WorkPart::Sparse:
        return WorkText::tr("sparse or dense");
    case WorkPart::Program:
        return WorkText::tr("the program");
    }
    return {};
}

QString listOf(const std::vector<WorkPart>& parts) {
    QStringList names;
    for (const WorkPart part : parts)
        names << nameOf(part);
    return names.join(QStringLiteral(", "));
}

QString verdictOf(const QString& baseline, const ComparedProfile& one) {
    switch (one.work.verdict) {
    case WorkComparison::Verdict::Same:
        return WorkText::tr("%1 did the same work as %2.").arg(one.name, baseline);
    case WorkComparison::Verdict::Different:
        return WorkText::tr("%1 did other work than %2. Different: %3.")
            .arg(one.name, baseline, listOf(one.work.different));
    case WorkComparison::Verdict::Unknown:
        return WorkText::tr("Nobody knows whether %1 did the same work as %2. Not told: %3.")
            .arg(one.name, baseline, listOf(one.work.unknown));
    }
    return {};
}

} // namespace

QString workSentence(const ComparedProfile& baseline, const ComparedProfile& one) {
    const QString verdict = verdictOf(baseline.name, one);
    return one.work.settings.empty()
               ? verdict
               : WorkText::tr("%1 Set otherwise: %2.").arg(verdict, listOf(one.work.settings));
}

QStringList workSentences(std::span<const ComparedProfile> profiles) {
    QStringList sentences;
    for (std::size_t i = 1; i < profiles.size(); ++i)
        sentences << workSentence(profiles.front(), profiles[i]);
    return sentences;
}

} // namespace peripheral
