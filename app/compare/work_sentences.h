// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/compared_profile.h"

#include <QStringList>

#include <span>

namespace peripheral {

/// Whether `one` did the work of the baseline, and what is different: a sentence or two. Any thread.
[[nodiscard]] QString workSentence(const ComparedProfile& baseline, const ComparedProfile& one);

/// The same of all but the baseline, which stands first; empty where there is no other.
[[nodiscard]] QStringList workSentences(std::span<const ComparedProfile> profiles);

} // namespace peripheral
