// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the settings say of files, as far as it can be told by looking at these.
#include "kiosk/config.h"
#include "kiosk/config_reader.h"
#include "kiosk/shown.h"
#include "kiosk/small_file.h"

#include <system_error>
#include <utility>

namespace peripheral::kiosk {

namespace {

tl::expected<ReadConfig, Mistakes> checked(ConfigReader& reader) {
    reader.checkFiles();
    if (!reader.mistakes().empty())
        return tl::unexpected(reader.mistakes().take());
    return ReadConfig{.config = reader.config(), .faults = reader.faults().take()};
}

} // namespace

void ConfigReader::checkFiles() {
    // The model stays, too: it is tried again.
    isWithout("model", "file", faultOfReading(m_config.model),
              "the model that comes with the program answers instead");
    if (isWithout("operator", "picture", faultOfReading(m_config.picture), "the first screen has none"))
        m_config.picture.clear();
    // The folder stays where it is: what was kept in it is read all the same, and one that can be written
    // again later is.
    isWithout("machine", "folder", faultOfFolder(m_config.folder),
              "wrong PINs and statistics are not kept in it");
    if (isWithout("machine", "log", faultOfWriting(m_config.log), "messages go to standard error only"))
        m_config.log.clear();
    else
        isWithout("machine", "log", faultOfFolder(m_config.log.parent_path()), "old messages are not kept");
}

tl::expected<ReadConfig, Mistakes> checkFiles(Config config, std::string_view name) {
    ConfigReader reader(name, {});
    reader.setConfig(std::move(config));
    return checked(reader);
}

tl::expected<ReadConfig, Mistakes> readConfig(const std::filesystem::path& file) {
    constexpr std::size_t kMostBytes = std::size_t{1} << 20;
    const auto text = readSmallFile(file, kMostBytes);
    if (!text)
        return tl::unexpected(Mistakes{text.error()});
    std::error_code unknown;
    const auto absolute = std::filesystem::absolute(file, unknown);
    ConfigReader reader(shownName(file), (unknown ? file : absolute).parent_path());
    reader.read(*text);
    return checked(reader);
}

} // namespace peripheral::kiosk
