// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/input_file.h"

#include <plm/recording.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>

namespace plm {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{64} << 20;
constexpr std::int64_t kMaxTokens = std::int64_t{1} << 24;
constexpr double kMaxPromptSeconds = 3600;
constexpr double kMaxTokensPerSecond = 1e6;
constexpr std::size_t kMaxLayers = 1024;
constexpr std::int64_t kMaxBytes = std::int64_t{1} << 50;
constexpr double kMaxPartSeconds = 3600;

/// Takes values out of a JSON object and keeps the first error.
class Fields {
public:
    Fields(const Json& object, std::string_view name) : m_object(object), m_name(name) {}

    template <class Integer>
    void integer(const char* key, Integer& value, std::int64_t least, std::int64_t most) {
        const Json* field = find(key);
        if (field == nullptr)
            return;
        if (!field->is_number_integer() || !isWithin(*field, least, most))
            return reject(key, fmt::format("a whole number from {} to {}", least, most));
        value = field->get<Integer>();
    }

    void number(const char* key, double& value, double most) {
        const Json* field = find(key);
        if (field == nullptr)
            return;
        if (!field->is_number() || !(field->get<double>() >= 0 && field->get<double>() <= most))
            return reject(key, fmt::format("a number from 0 to {}", most));
        value = field->get<double>();
    }

    void text(const char* key, std::string& value) {
        const Json* field = find(key);
        if (field == nullptr)
            return;
        if (!field->is_string())
            return reject(key, "a string");
        value = field->get<std::string>();
    }

    void shares(const char* key, std::vector<float>& values) {
        const Json* field = find(key);
        if (field == nullptr)
            return;
        const auto isShare = [](const Json& item) {
            return item.is_number() && item.get<double>() >= 0 && item.get<double>() <= 1;
        };
        if (!field->is_array() || field->size() > kMaxLayers ||
            !std::all_of(field->begin(), field->end(), isShare))
            return reject(key, fmt::format("an array of at most {} numbers from 0 to 1", kMaxLayers));
        values = field->get<std::vector<float>>();
    }

    /// A number from 0 to `most` for each part; whole ones where T is an integer.
    template <class T>
    void byPart(const char* key, std::array<T, kParts>& values, T most) {
        const Json* field = find(key);
        if (field == nullptr)
            return;
        const auto fits = [most](const Json& item) {
            return (std::is_integral_v<T> ? item.is_number_integer() : item.is_number()) &&
                   item.get<double>() >= 0 && item.get<double>() <= static_cast<double>(most);
        };
        if (!field->is_array() || field->size() != kParts || !std::all_of(field->begin(), field->end(), fits))
            return reject(key, fmt::format("an array of {} numbers from 0 to {}", kParts, most));
        values = field->get<std::array<T, kParts>>();
    }

    void pieces(const char* key, std::vector<std::string>& values) {
        const Json* field = find(key);
        const auto isText = [](const Json& item) { return item.is_string(); };
        if (field == nullptr || !field->is_array() || !std::all_of(field->begin(), field->end(), isText))
            return reject(key, "an array of strings");
        values = field->get<std::vector<std::string>>();
    }

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    [[nodiscard]] const Json* find(const char* key) const {
        const auto found = m_object.find(key);
        return found == m_object.end() ? nullptr : &*found;
    }

    static bool isWithin(const Json& number, std::int64_t least, std::int64_t most) {
        // Unsigned values above the signed range would wrap to negative ones.
        if (number.is_number_unsigned() && number.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
            return false;
        return number.get<std::int64_t>() >= least && number.get<std::int64_t>() <= most;
    }

    void reject(const char* key, const std::string& wanted) {
        if (!m_error)
            m_error = Error{ErrorKind::BadFile, fmt::format("{}: \"{}\" must be {}.", m_name, key, wanted)};
    }

    const Json& m_object;
    std::string_view m_name;
    std::optional<Error> m_error;
};

Result<Recording> fromJson(const Json& object, std::string_view name) {
    if (!object.is_object())
        return fail(ErrorKind::BadFile, fmt::format("{}: a recording must be a JSON object.", name));
    Recording recording;
    Fields fields(object, name);
    fields.text("model", recording.modelName);
    fields.integer("context", recording.contextLength, 1, kMaxTokens);
    fields.integer("prompt_tokens", recording.promptTokens, 0, recording.contextLength - 1);
    fields.number("prompt_seconds", recording.promptSeconds, kMaxPromptSeconds);
    fields.number("tokens_per_second", recording.tokensPerSecond, kMaxTokensPerSecond);
    fields.shares("active_by_layer", recording.activeByLayer);
    fields.byPart("weight_bytes", recording.weightBytes, std::uint64_t{kMaxBytes});
    fields.byPart("part_seconds", recording.partSeconds, kMaxPartSeconds);
    fields.integer("cache_bytes_per_token", recording.cacheBytesPerToken, 0, kMaxBytes);
    fields.pieces("pieces", recording.pieces);
    if (fields.error())
        return tl::unexpected(*fields.error());
    return recording;
}

} // namespace

Result<Recording> Recording::parse(std::string_view json, std::string_view name) {
    try {
        return fromJson(Json::parse(json), name);
    } catch (const Json::parse_error& error) {
        return fail(ErrorKind::BadFile, fmt::format("{}: not valid JSON at byte {}.", name, error.byte));
    } catch (const Json::exception&) {
        return fail(ErrorKind::BadFile, fmt::format("{}: holds a number that is out of range.", name));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("{}: not enough memory to read the recording.", name));
    }
}

Result<Recording> Recording::read(const std::filesystem::path& path) {
    return files::readText(path, kMaxFileBytes).and_then([&](const std::string& text) {
        return parse(text, displayName(path));
    });
}

} // namespace plm
