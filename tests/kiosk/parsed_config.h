// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/config.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

/// What a text says as /etc/kiosk/kiosk.ini, in which nothing may be wrong.
inline peripheral::kiosk::Config parsed(std::string_view text) {
    auto config = peripheral::kiosk::parseConfig(text, "kiosk.ini", "/etc/kiosk");
    if (config)
        return *std::move(config);
    for (const std::string& mistake : config.error())
        ADD_FAILURE() << mistake;
    return {};
}

/// What is wrong with it.
inline peripheral::kiosk::Mistakes mistakesOf(std::string_view text) {
    auto config = peripheral::kiosk::parseConfig(text, "kiosk.ini", "/etc/kiosk");
    return config ? peripheral::kiosk::Mistakes{} : config.error();
}
