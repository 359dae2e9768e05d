// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compared_profile.h"

#include "models/local_path.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace peripheral {

namespace {

struct ComparedText {
    Q_DECLARE_TR_FUNCTIONS(ComparedProfile)
};

QString shownName(const plm::DeviceProfile& profile) {
    for (const std::string& name : {profile.name, profile.machine.processor})
        if (const QString shown = shownText(QString::fromStdString(name)).trimmed(); !shown.isEmpty())
            return shown;
    return ComparedText::tr("A device without a name");
}

/// `name`, or it with the least number that makes it unlike those that are taken.
QString unlike(const QSet<QString>& taken, const QString& name) {
    QString unique = name;
    for (int number = 2; taken.contains(unique); ++number)
        unique = QStringLiteral("%1 (%2)").arg(name).arg(number);
    return unique;
}

} // namespace

bool ComparedProfile::isOtherModel() const {
    return std::find(work.different.begin(), work.different.end(), plm::WorkPart::ModelFile) !=
           work.different.end();
}

std::vector<ComparedProfile>
compared(const std::vector<std::shared_ptr<const plm::DeviceProfile>>& profiles) {
    std::vector<ComparedProfile> all;
    QSet<QString> taken;
    for (const auto& profile : profiles) {
        const QString name = unlike(taken, shownName(*profile));
        taken += name;
        all.push_back(
            {.name = name, .profile = profile, .work = plm::compareWork(*profiles.front(), *profile)});
    }
    return all;
}

} // namespace peripheral
