// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/input_file.h"
#include "files/temporary_file.h"
#include "profiles/field_reader.h"
#include "profiles/field_writer.h"
#include "profiles/llama_bench.h"
#include "profiles/profile_code.h"

#include <plm/output_file.h>
#include <plm/profile_file.h>
#include <plm/shown_text.h>

#include <fmt/format.h>
#include <new>
#include <span>

namespace plm {

namespace {

constexpr std::string_view kFormat = "peripheral-device-profile";
constexpr std::uint64_t kVersion = 1;

tl::unexpected<Error> isNoProfile(std::string_view name) {
    return fail(ErrorKind::BadFile, fmt::format("{}: It is no profile of a device.", name));
}

Status checkVersion(json::ObjectReader& document) {
    const auto format = document.text("format");
    if (!document.status())
        return document.status();
    if (format != kFormat)
        return isNoProfile(document.file());
    const auto version = document.unsignedInteger("version").value_or(0);
    if (version > kVersion)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: It is of version {}; this program reads version {}.", document.file(),
                                version, kVersion));
    document.require("version");
    document.wholeWithin("version", 1, kVersion);
    return document.status();
}

Result<DeviceProfile> fromFields(const json::Json& tree, std::string_view name) {
    json::ObjectReader document(tree, name);
    DeviceProfile profile;
    profiles::FieldReader fields(document);
    profiles::describe(fields, profile);
    if (!document.status())
        return tl::unexpected(document.status().error());
    return profile;
}

Result<DeviceProfile> fromDocument(const json::Json& tree, std::string_view name) {
    json::ObjectReader document(tree, name);
    if (const Status known = checkVersion(document); !known)
        return tl::unexpected(known.error());
    return fromFields(tree, name);
}

/// By what it is; what is none of those is refused as a document.
Result<DeviceProfile> fromTree(const json::Json& tree, std::string_view name) {
    if (profiles::isProfileCode(tree))
        return profiles::documentOfCode(tree, name).and_then([&](const json::Json& document) {
            return fromFields(document, name);
        });
    if (profiles::isLlamaBenchTest(tree))
        return profiles::profileOfLlamaBench(json::Json::array({tree}), name);
    if (tree.is_array())
        return profiles::profileOfLlamaBench(tree, name);
    return fromDocument(tree, name);
}

/// All that profiles are written as begins so.
bool mayBeJson(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Result<json::Json> parse(std::string_view text, std::string_view name) {
    if (text.size() > kMostProfileBytes)
        return fail(ErrorKind::BadFile,
                    fmt::format("{}: It has more than {} bytes.", name, kMostProfileBytes));
    if (!mayBeJson(text))
        return isNoProfile(name);
    if (auto lines = profiles::llamaBenchLines(text, name))
        return std::move(*lines);
    return json::parseJson(text, name);
}

} // namespace

std::string toJson(const DeviceProfile& profile) {
    profiles::OrderedJson document{{"format", kFormat}, {"version", kVersion}};
    profiles::FieldWriter fields(document);
    profiles::describe(fields, profile);
    return document.dump(2, ' ', false, profiles::OrderedJson::error_handler_t::replace) + '\n';
}

Result<DeviceProfile> profileFromJson(std::string_view text, std::string_view name) {
    try {
        return parse(text, name).and_then([&](const json::Json& tree) { return fromTree(tree, name); });
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, fmt::format("{}: not enough memory to read the profile.", name));
    }
}

Result<DeviceProfile> readProfile(const std::filesystem::path& path) {
    return files::readText(path, kMostProfileBytes).and_then([&](const std::string& text) {
        return profileFromJson(text, displayName(path));
    });
}

Status writeProfile(const std::filesystem::path& path, const DeviceProfile& profile,
                    const std::vector<std::filesystem::path>& inputs) {
    if (const Status allowed = checkOutput(path, OutputKind::Unmarked, inputs); !allowed)
        return allowed;
    auto file = files::TemporaryFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const std::string text = toJson(profile);
    if (Status written = file->write(std::as_bytes(std::span(text))); !written)
        return written;
    return file->becomeTarget();
}

} // namespace plm
