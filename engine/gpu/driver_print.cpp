// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the loader of Vulkan looks for drivers: github.com/KhronosGroup/Vulkan-Loader,
// docs/LoaderDriverInterface.md, "Driver Discovery on Linux".
#include "files/input_file.h"
#include "gpu/gpu_fields.h"

#include <plm/gpu_records.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>

namespace plm {

namespace fs = std::filesystem;

namespace {

using Paths = std::vector<fs::path>;

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

/// Paths between colons, `below` each.
Paths pathsOf(std::string_view list, const fs::path& below = {}) {
    Paths paths;
    while (!list.empty()) {
        const std::size_t colon = std::min(list.find(':'), list.size());
        if (colon > 0)
            paths.push_back(below.empty() ? fs::path(list.substr(0, colon))
                                          : fs::path(list.substr(0, colon)) / below);
        list.remove_prefix(std::min(colon + 1, list.size()));
    }
    return paths;
}

std::string_view orElse(std::string_view text, std::string_view other) {
    return text.empty() ? other : text;
}

void append(Paths& paths, const Paths& more) {
    paths.insert(paths.end(), more.begin(), more.end());
}

/// Files, or folders of them.
Paths searchPath() {
    Paths paths = pathsOf(variable("VK_ADD_DRIVER_FILES"));
    if (const auto named = orElse(variable("VK_DRIVER_FILES"), variable("VK_ICD_FILENAMES"));
        !named.empty()) {
        append(paths, pathsOf(named));
        return paths;
    }
    const fs::path drivers = "vulkan/icd.d";
    const std::string home(variable("HOME"));
    append(paths, pathsOf(orElse(variable("XDG_CONFIG_HOME"), home + "/.config"), drivers));
    append(paths, pathsOf(orElse(variable("XDG_CONFIG_DIRS"), "/etc/xdg"), drivers));
    append(paths, pathsOf("/etc:/usr/local/etc", drivers));
    append(paths, pathsOf(orElse(variable("XDG_DATA_HOME"), home + "/.local/share"), drivers));
    append(paths, pathsOf(home + "/.local/share", drivers));
    append(paths, pathsOf(orElse(variable("XDG_DATA_DIRS"), "/usr/local/share:/usr/share"), drivers));
    append(paths, pathsOf("/usr/lib/x86_64-linux-gnu/GL:/usr/lib/aarch64-linux-gnu/GL", drivers)); // Flatpak
    return paths;
}

/// What lies in a folder, by name; nothing where it is none that can be read.
Paths contentOf(const fs::path& folder) {
    Paths content;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem))
        content.push_back(at->path());
    std::sort(content.begin(), content.end());
    return content;
}

Paths manifests() {
    Paths found;
    const auto add = [&](const fs::path& path) {
        if (path.extension() == ".json" && std::find(found.begin(), found.end(), path) == found.end())
            found.push_back(path);
    };
    std::error_code problem;
    for (const fs::path& path : searchPath()) {
        if (!fs::is_directory(path, problem))
            add(path);
        for (const fs::path& file : contentOf(path))
            add(file);
    }
    return found;
}

/// A line about a file: where it really is, its size, and when it was written, in nanoseconds since 1970.
std::string lineOf(const fs::path& path) {
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return fmt::format("{} is not there", asUtf8(path.native()));
    std::error_code problem;
    const fs::path place = fs::canonical(path, problem);
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    return fmt::format("{} {} {}", asUtf8((problem ? path : place).native()), status.st_size,
                       status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec);
}

/// The library that a manifest names; empty where it names none.
std::string libraryOf(const fs::path& manifest) {
    constexpr std::uint64_t kMostManifestBytes = std::uint64_t{1} << 16;
    const auto text = files::readText(manifest, kMostManifestBytes);
    const auto tree = text ? json::parseJson(*text, displayName(manifest)) : tl::unexpected(text.error());
    if (!tree)
        return {};
    json::ObjectReader document(*tree, displayName(manifest));
    const json::Json* const driver = document.object("ICD");
    if (driver == nullptr)
        return {};
    return json::ObjectReader(*driver, document.file()).text("library_path").value_or("");
}

/// Where the system's linker would find a library of this name; the name itself where that is not known.
fs::path libraryNamed(const std::string& name) {
    constexpr std::array<std::string_view, 6> kFolders{"/usr/lib/x86_64-linux-gnu",
                                                       "/usr/lib/aarch64-linux-gnu",
                                                       "/usr/lib64",
                                                       "/usr/lib",
                                                       "/usr/local/lib",
                                                       "/lib"};
    Paths folders = pathsOf(variable("LD_LIBRARY_PATH"));
    folders.insert(folders.end(), kFolders.begin(), kFolders.end());
    std::error_code problem;
    for (const fs::path& folder : folders)
        if (fs::exists(folder / name, problem))
            return folder / name;
    return name;
}

void addManifest(const fs::path& manifest, DriverPrint& print) {
    print.push_back(lineOf(manifest));
    const std::string library = libraryOf(manifest);
    if (library.empty())
        return;
    const bool isName = library.find('/') == std::string::npos;
    print.push_back(lineOf(isName ? libraryNamed(library) : manifest.parent_path() / library));
}

/// Who else decides which devices there are, and in which order.
void addChoices(DriverPrint& print) {
    for (const char* name : {"VK_LOADER_DRIVERS_SELECT", "VK_LOADER_DRIVERS_DISABLE", "MESA_VK_DEVICE_SELECT",
                             "VK_LOADER_DISABLE_SELECT", "DRI_PRIME"})
        if (const std::string_view value = variable(name); !value.empty())
            print.push_back(fmt::format("{}={}", name, asUtf8(value)));
}

/// The graphics processors that have a driver in the kernel, by where they are plugged in.
void addProcessors(DriverPrint& print) {
    for (const fs::path& node : contentOf("/sys/class/drm")) {
        std::error_code problem;
        const fs::path device = fs::canonical(node / "device", problem);
        if (!problem && node.filename().native().starts_with("renderD"))
            print.push_back(asUtf8(device.native()));
    }
}

} // namespace

DriverPrint driverPrint() {
    DriverPrint print;
    for (const fs::path& manifest : manifests())
        addManifest(manifest, print);
    addChoices(print);
    addProcessors(print);
    if (print.empty())
        print.emplace_back("no driver");
    for (std::string& line : print)
        line.resize(std::min(line.size(), gpu::kCutText));
    print.resize(std::min(print.size(), gpu::kMostItems));
    return print;
}

} // namespace plm
