// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shown_kiosk.h"

/// What can be told of a picture of a kiosk without looking at it. Each fails the test with a sentence that
/// says `where`.

/// No text in sight is cut short, and none lies outside of the picture but where it can be scrolled to.
void checkNothingIsCut(const ShownKiosk& shown, const QString& where);

/// Whatever can be pressed is large enough for a finger, and inside of the picture.
void checkTargets(const ShownKiosk& shown, const QString& where);

/// Each text stands out from what is around it in `picture`, as WCAG AA wants it.
void checkContrast(const ShownKiosk& shown, const QImage& picture, const QString& where);
