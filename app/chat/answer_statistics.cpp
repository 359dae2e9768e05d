// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/answer_statistics.h"

#include "models/local_path.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStringList>

namespace peripheral {

namespace {

struct AnswerStatisticsText {
    Q_DECLARE_TR_FUNCTIONS(AnswerStatistics)
};

} // namespace

AnswerStatistics AnswerStatistics::from(const plm::Statistics& statistics) {
    return {.tokens = statistics.answerTokens,
            .tokensPerSecond = statistics.decodeTokensPerSecond(),
            .firstTokenSeconds = statistics.firstTokenSeconds,
            .skippedShare = statistics.skippedShare(),
            .cacheBytes = static_cast<double>(statistics.cacheBytes),
            .seed = 0,
            .cutOff = false,
            .error = {}};
}

AnswerStatistics AnswerStatistics::fromJson(const QString& json) {
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    return {.tokens = object["tokens"].toInt(),
            .tokensPerSecond = object["tokens_per_second"].toDouble(),
            .firstTokenSeconds = object["first_token_seconds"].toDouble(),
            .skippedShare = object["skipped_share"].toDouble(),
            .cacheBytes = object["cache_bytes"].toDouble(),
            .seed = static_cast<quint32>(object["seed"].toInteger()),
            .cutOff = object["cut_off"].toBool(),
            .error = shownText(object["error"].toString())};
}

QString AnswerStatistics::toJson() const {
    QJsonObject object{{"tokens", tokens},
                       {"tokens_per_second", tokensPerSecond},
                       {"first_token_seconds", firstTokenSeconds},
                       {"skipped_share", skippedShare},
                       {"cache_bytes", cacheBytes},
                       {"seed", static_cast<qint64>(seed)}};
    if (cutOff)
        object["cut_off"] = true;
    if (!error.isEmpty())
        object["error"] = error;
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString AnswerStatistics::footnote() const {
    const QLocale locale;
    QStringList parts;
    if (tokens <= 0)
        return {};
    if (tokensPerSecond > 0)
        parts << AnswerStatisticsText::tr("%1 tok/s").arg(locale.toString(tokensPerSecond, 'f', 1));
    parts << AnswerStatisticsText::tr("%1 s").arg(locale.toString(firstTokenSeconds, 'f', 1));
    if (skippedShare > 0)
        parts << AnswerStatisticsText::tr("%1 % skipped").arg(locale.toString(100 * skippedShare, 'f', 0));
    return parts.join(QStringLiteral(" · "));
}

} // namespace peripheral
