// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the settings say of files, as far as it can be told by looking at these.
#include "kiosk/config.h"
#include "kiosk/config_reader.h"
#include "kiosk/shown.h"
#include "kiosk/small_file.h"

#include <cerrno>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace peripheral::kiosk {

namespace {

std::string reason() {
    return std::generic_category().message(errno);
}

/// Whether it can be read, without opening it: opening a pipe would wait for somebody.
std::string faultOfReading(const std::filesystem::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0 || (S_ISREG(found.st_mode) && ::access(file.c_str(), R_OK) != 0))
        return fmt::format("names {}, which cannot be read: {}", nameInQuotes(file), reason());
    if (!S_ISREG(found.st_mode))
        return fmt::format("names {}, which is no file", nameInQuotes(file));
    return {};
}

std::string faultOfFolder(const std::filesystem::path& folder) {
    struct stat found {};
    if (::stat(folder.c_str(), &found) == 0 && !S_ISDIR(found.st_mode))
        return fmt::format("names {}, which is no folder", nameInQuotes(folder));
    if (::access(folder.c_str(), W_OK | X_OK) != 0) // "Read-only file system", too
        return fmt::format("names the folder {}, which cannot be written to: {}", nameInQuotes(folder),
                           reason());
    return {};
}

std::string faultOfLog(const std::filesystem::path& log) {
    struct stat found {};
    if (::stat(log.c_str(), &found) == 0) {
        if (!S_ISREG(found.st_mode))
            return fmt::format("names {}, which is no file", nameInQuotes(log));
        if (::access(log.c_str(), W_OK) != 0)
            return fmt::format("names {}, which cannot be written: {}", nameInQuotes(log), reason());
    }
    return faultOfFolder(log.parent_path()); // old ones lie beside it
}

} // namespace

void ConfigReader::checkFiles() {
    const auto check = [this](std::string_view section, std::string_view key,
                              const std::filesystem::path& path,
                              std::string (*faultOf)(const std::filesystem::path&)) {
        const std::string fault = path.empty() ? std::string() : faultOf(path);
        if (!fault.empty())
            complain(section, key, fault);
    };
    check("model", "file", m_config.model, faultOfReading);
    check("operator", "picture", m_config.picture, faultOfReading);
    check("machine", "folder", m_config.folder, faultOfFolder);
    check("machine", "log", m_config.log, faultOfLog);
}

Mistakes checkFiles(const Config& config, std::string_view name) {
    ConfigReader reader(name, {});
    reader.setConfig(config);
    reader.checkFiles();
    return reader.mistakes().take();
}

tl::expected<Config, Mistakes> readConfig(const std::filesystem::path& file) {
    constexpr std::size_t kMostBytes = std::size_t{1} << 20;
    const auto text = readSmallFile(file, kMostBytes);
    if (!text)
        return tl::unexpected(Mistakes{text.error()});
    std::error_code unknown;
    const auto absolute = std::filesystem::absolute(file, unknown);
    ConfigReader reader(shownName(file), (unknown ? file : absolute).parent_path());
    reader.read(*text);
    reader.checkFiles();
    if (!reader.mistakes().empty())
        return tl::unexpected(reader.mistakes().take());
    return reader.config();
}

} // namespace peripheral::kiosk
