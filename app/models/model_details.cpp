// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_details.h"

#include "worker/requests.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace peripheral {

namespace {

struct ModelDetailsText {
    Q_DECLARE_TR_FUNCTIONS(ModelDetails)
};

} // namespace

QString roundedCount(std::uint64_t count) {
    const QLocale locale;
    const auto number = static_cast<double>(count);
    // The limits are where the rounded figure would read "1000.0".
    if (number >= 999.95e6)
        return ModelDetailsText::tr("%1 billion").arg(locale.toString(number / 1e9, 'f', 1));
    if (number >= 999.95e3)
        return ModelDetailsText::tr("%1 million").arg(locale.toString(number / 1e6, 'f', 1));
    return locale.toString(static_cast<qulonglong>(count));
}

QString modelDetails(const OpenedModel& model) {
    const QLocale locale;
    QStringList parts;
    if (model.info.parameters > 0)
        parts << ModelDetailsText::tr("%1 parameters").arg(roundedCount(model.info.parameters));
    parts << locale.formattedDataSize(static_cast<qint64>(model.info.fileBytes), 1,
                                      QLocale::DataSizeSIFormat);
    if (!model.info.type.empty())
        parts << QString::fromStdString(model.info.type);
    parts << ModelDetailsText::tr("context %1").arg(locale.toString(model.contextLength));
    return parts.join(QStringLiteral(" · "));
}

} // namespace peripheral
