// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <qqml.h>

/// QML hands charts around and binds the members of their style; both are values of app/charts.
struct ChartInQml {
    Q_GADGET
    QML_FOREIGN(peripheral::Chart)
    QML_VALUE_TYPE(chart)
};

struct ChartStyleInQml {
    Q_GADGET
    QML_FOREIGN(peripheral::ChartStyle)
    QML_VALUE_TYPE(chartStyle)
};
