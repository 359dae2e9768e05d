// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/token_ids.h"

#include "convert/object_reader.h"

namespace plm::conversion {

namespace {

constexpr std::size_t kMostEnds = 64;

std::vector<std::uint64_t> readEnds(ObjectReader& object) {
    constexpr std::string_view kKey = "eos_token_id";
    const Json* value = object.find(kKey);
    if (value == nullptr)
        return {};
    const Json list = value->is_array() ? *value : Json::array({*value});
    std::vector<std::uint64_t> ends;
    for (const Json& id : list) {
        if (!id.is_number_unsigned() || ends.size() == kMostEnds) {
            object.refuseValue(kKey, *value, "a whole number from 0 on, or a list of some");
            return {};
        }
        ends.push_back(id.get<std::uint64_t>());
    }
    return ends;
}

} // namespace

TokenIds readTokenIds(ObjectReader& object) {
    TokenIds ids;
    ids.file = object.file();
    ids.beginOfSequence = object.unsignedInteger("bos_token_id");
    ids.padding = object.unsignedInteger("pad_token_id");
    ids.ends = readEnds(object);
    return ids;
}

Result<TokenIds> parseGenerationConfig(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader object(*tree, file);
    TokenIds ids = readTokenIds(object);
    if (!object.status())
        return tl::unexpected(object.status().error());
    return ids;
}

} // namespace plm::conversion
