// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// volk's own code, which Debian has as source.
#define VOLK_IMPLEMENTATION
#include <volk.h>
