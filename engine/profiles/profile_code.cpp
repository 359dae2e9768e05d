// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile_code.h"

#include "profiles/abridged.h"
#include "profiles/field_writer.h"

#include <plm/profile_code.h>

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <string>

namespace plm {

namespace profiles {

namespace {

using json::Json;

// A code is the document of an abridged profile without its keys: of each object the values, in the order of
// profile_fields.h, in an array, and before them what follows. Nulls at the end of an array are left out. A
// key that is added at the end of an object leaves the codes that there are readable; any other change of
// keys or of their order raises the version.
constexpr std::string_view kMark = "PDP";
constexpr std::uint64_t kVersion = 1;

/// Four digits of a number that was measured; one that is whole then without a point.
OrderedJson rounded(double number) {
    constexpr double kWholeInADouble = 9007199254740992;
    const double value = std::strtod(fmt::format("{:.4g}", number).c_str(), nullptr);
    if (value == std::trunc(value) && std::abs(value) < kWholeInADouble)
        return static_cast<std::int64_t>(value);
    return value;
}

OrderedJson withoutKeys(const OrderedJson& value) {
    if (value.is_number_float())
        return rounded(value.get<double>());
    if (!value.is_structured())
        return value;
    OrderedJson values = OrderedJson::array();
    for (const OrderedJson& item : value)
        values.push_back(withoutKeys(item));
    while (value.is_object() && !values.empty() && values.back().is_null())
        values.erase(values.size() - 1);
    return values;
}

OrderedJson documentOf(const DeviceProfile& profile) {
    OrderedJson document = OrderedJson::object();
    FieldWriter fields(document);
    describe(fields, profile);
    return document;
}

std::string codeOf(const DeviceProfile& profile) {
    OrderedJson code = withoutKeys(documentOf(profile));
    code.insert(code.begin(), {OrderedJson(kMark), OrderedJson(kVersion)});
    return code.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

/// A document in which each object that there may be is there once: what has which keys.
OrderedJson keysOfAll() {
    DeviceProfile profile;
    profile.machine.caches.emplace_back();
    profile.machine.gpus.emplace().emplace_back();
    profile.bandwidth.emplace_back();
    profile.compute.emplace_back();
    profile.model.emplace();
    profile.settings.emplace();
    profile.cold.emplace();
    profile.warm.emplace();
    profile.kept.emplace();
    profile.memory.emplace();
    profile.tests.emplace_back().cost = ProfiledCost{};
    profile.sustained.emplace().samples.emplace_back();
    profile.quality.emplace();
    return documentOf(profile);
}

/// `value` with the keys of `like`, where that is an object; `at` is its first value.
Json withKeys(const Json& value, const OrderedJson& like, std::size_t at = 0) {
    if (!value.is_array() || !like.is_structured() || like.empty())
        return value;
    Json named = like.is_object() ? Json::object() : Json::array();
    if (like.is_array())
        for (const Json& item : value)
            named.push_back(withKeys(item, like.front()));
    else
        for (const auto& [key, inner] : like.items()) {
            named[key] = at < value.size() ? withKeys(value[at], inner) : Json();
            ++at;
        }
    return named;
}

} // namespace

bool isProfileCode(const Json& tree) {
    return tree.is_array() && !tree.empty() && tree.front() == kMark;
}

Result<Json> documentOfCode(const Json& tree, std::string_view file) {
    if (tree.size() > 1 && tree[1].is_number_unsigned() && tree[1].get<std::uint64_t>() > kVersion)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: It is of version {}; this program reads version {}.", file,
                                tree[1].get<std::uint64_t>(), kVersion));
    if (tree.size() < 2 || tree[1] != kVersion)
        return fail(ErrorKind::BadFile, fmt::format("{}: It does not tell its version.", file));
    return withKeys(tree, keysOfAll(), 2);
}

} // namespace profiles

std::string shortProfile(const DeviceProfile& profile) {
    DeviceProfile kept = profiles::abridged(profile);
    std::string code = profiles::codeOf(kept);
    for (const profiles::LeaveOut leaveOut : profiles::leastImportantFirst())
        if (code.size() > kMostBytesOfCode) {
            leaveOut(kept);
            code = profiles::codeOf(kept);
        }
    return code;
}

} // namespace plm
