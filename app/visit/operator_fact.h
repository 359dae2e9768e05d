// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QtQmlIntegration>

namespace peripheral {

/// A line of the operator's page: what something is called, and what it is. Empty: it is not known.
struct OperatorFact {
    Q_GADGET
    QML_VALUE_TYPE(operatorFact)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString value MEMBER value)

public:
    QString name;
    QString value;
};

} // namespace peripheral
