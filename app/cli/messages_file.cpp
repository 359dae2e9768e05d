// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages_file.h"

#include "text_input.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

using nlohmann::json;

plm::Result<plm::Role> roleOf(const std::string& name) {
    if (name == "system")
        return plm::Role::System;
    if (name == "user")
        return plm::Role::User;
    if (name == "assistant")
        return plm::Role::Assistant;
    return plm::fail(plm::ErrorKind::BadFile,
                     fmt::format("\"role\" is \"{}\"; there are system, user and assistant.", name));
}

plm::Result<plm::ChatMessage> messageOf(const json& value) {
    for (const char* key : {"role", "content"})
        if (!value.is_object() || !value.contains(key) || !value.at(key).is_string())
            return plm::fail(plm::ErrorKind::BadFile, fmt::format("\"{}\" is missing or no string.", key));
    const auto role = roleOf(value.at("role").get<std::string>());
    if (!role)
        return tl::unexpected(role.error());
    return plm::ChatMessage{*role, value.at("content").get<std::string>()};
}

} // namespace

plm::Result<std::vector<plm::ChatMessage>> readMessages(const std::filesystem::path& path) {
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    const json values = json::parse(*text, nullptr, false);
    if (!values.is_array() || values.empty())
        return plm::fail(plm::ErrorKind::BadFile,
                         fmt::format("{}: This is no JSON array of messages.", plm::displayName(path)));
    std::vector<plm::ChatMessage> messages;
    for (const json& value : values) {
        auto message = messageOf(value);
        if (!message)
            return plm::fail(message.error().kind, fmt::format("{}: message {}: {}", plm::displayName(path),
                                                               messages.size() + 1, message.error().message));
        messages.push_back(std::move(*message));
    }
    return messages;
}

} // namespace peripheral::cli
