// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "written_file.h"

#include "output.h"
#include "size_text.h"

#include <plm/model_file.h>
#include <plm/shown_text.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <string>
#include <vector>

namespace peripheral::cli {

plm::Status printWrittenFile(const std::filesystem::path& path, std::string_view type) {
    const auto file = plm::ModelFile::read(path);
    if (!file)
        return tl::unexpected(file.error());
    std::map<std::string, int> counts;
    for (const plm::TensorEntry& tensor : file->tensors)
        ++counts[tensor.type];
    std::vector<std::string> kinds;
    kinds.reserve(counts.size());
    for (const auto& [name, count] : counts)
        kinds.push_back(fmt::format("{} {}", count, name));
    printResult("{}: {}, {}, {} tensors ({})\n", plm::displayName(path), type, sizeText(file->bytes),
                file->tensors.size(), fmt::join(kinds, ", "));
    return {};
}

plm::Status namingOptions(plm::Status status) {
    if (!status && status.error().kind == plm::ErrorKind::BadArgument)
        status.error().message.insert(0, "--");
    return status;
}

} // namespace peripheral::cli
