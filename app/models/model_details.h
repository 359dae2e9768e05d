// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace peripheral {

struct OpenedModel;

/// A model in one line, e.g. "4.9 million parameters · 5.2 MB · Q8_0 · context 1,024".
[[nodiscard]] QString modelDetails(const OpenedModel& model);

/// A large number for people, e.g. "4.9 million".
[[nodiscard]] QString roundedCount(std::uint64_t count);

} // namespace peripheral
