// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/kiosk_config.h"

#include "models/local_path.h"

#include <cstdio>

namespace peripheral {

std::optional<kiosk::ReadConfig> kioskConfig(const Options& options) {
    if (options.kioskFile.isEmpty())
        return kiosk::ReadConfig();
    auto config = kiosk::readConfig(systemPath(options.kioskFile));
    if (config)
        return std::move(*config);
    for (const std::string& mistake : config.error())
        std::fprintf(stderr, "%s\n", mistake.c_str());
    return std::nullopt;
}

} // namespace peripheral
