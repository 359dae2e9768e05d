// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config.h"
#include "kiosk/statistics.h"
#include "models/loaded_model.h"
#include "visit/operator_fact.h"

#include <plm/device.h>

#include <QVariantList>

#include <optional>

namespace peripheral {

// What the operator's page says, an OperatorFact a line: nothing of any visitor. Each from the GUI thread.

/// The settings as a file would say them, "section/key", without the PIN's hash.
[[nodiscard]] QVariantList settingsFacts(const kiosk::Config& config);
[[nodiscard]] QVariantList modelFacts(const LoadedModel& model);
[[nodiscard]] QVariantList countFacts(const kiosk::Counts& counts);
/// `degrees` of the warmest sensor and `memory` of this process; nothing: not measured.
[[nodiscard]] QVariantList machineFacts(std::optional<double> degrees,
                                        const std::optional<plm::MemoryUse>& memory, const QString& version);

} // namespace peripheral
