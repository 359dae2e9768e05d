// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace peripheral {

/// Makes closed standard streams fail, instead of becoming the next files that are opened: what is said on
/// standard error would else end in one of them. To be called before all else.
void replaceClosedStreams();

} // namespace peripheral
