// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QWindow>

namespace peripheral {

/// How a window opens. Sizes are in device-independent pixels, without the frame.
struct WindowPlace {
    QSize size;             ///< of a maximised window: what it goes back to
    QSize least;            ///< the user makes it no smaller
    bool maximised = false; ///< fills its screen
};

/// How a window that had the size `remembered` opens where `available` pixels of a screen are free: never
/// larger than that, frame included, and maximised where there is no room for 1,000 × 700.
[[nodiscard]] WindowPlace placeOn(QSize available, QSize remembered);

/// Shows the window, which has the size it was left with, in its place on the screen that it opens on.
void openOnItsScreen(QWindow& window);

} // namespace peripheral
