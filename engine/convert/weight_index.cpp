// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/weight_index.h"

#include "convert/object_reader.h"

#include <fmt/format.h>
#include <set>

namespace plm::conversion {

namespace {

constexpr std::size_t kMostFiles = 512; // all are open at the same time

bool isPlainName(const Json& value) {
    if (!value.is_string())
        return false;
    const auto& name = value.get_ref<const std::string&>();
    constexpr std::string_view kEnding = ".safetensors";
    return name.size() > kEnding.size() && name.ends_with(kEnding) &&
           name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

} // namespace

Result<std::map<std::string, std::string>> parseIndex(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader root(*tree, file);
    std::map<std::string, std::string> files;
    std::set<std::string> distinct;
    const Json* tensors = root.object("weight_map");
    if (!root.status())
        return tl::unexpected(root.status().error());
    ObjectReader map(*tensors, file, "weight_map");
    for (const auto& [tensor, name] : tensors->items()) {
        if (!isPlainName(name)) {
            map.refuseValue(tensor, name, "the name of a safetensors file in the same folder");
            break;
        }
        files.emplace(tensor, name.get<std::string>());
        distinct.insert(name.get<std::string>());
    }
    if (distinct.size() > kMostFiles)
        root.refuse("weight_map", fmt::format("names {} files, more than {}", distinct.size(), kMostFiles));
    root.keep(map.status());
    if (!root.status())
        return tl::unexpected(root.status().error());
    return files;
}

} // namespace plm::conversion
