// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "test_window.h"

#include <functional>
#include <vector>

/// A state of the window, and how a window that was reset comes to it.
struct Scene {
    const char* name;
    std::function<void(TestWindow&)> prepare;
};

/// Every state that the window can be in: what it looks like and what is said of it can be looked at one by
/// one.
[[nodiscard]] const std::vector<Scene>& scenes();

/// Lets the window, whose panel is open and where an answer has ended, show what that took on the sample
/// machine.
void showAnswer(TestWindow& window);
