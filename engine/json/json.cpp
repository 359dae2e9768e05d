// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/json.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <vector>

namespace plm::json {

namespace {

/// Builds the tree from the parser's events, and stops at the first thing that is refused.
class TreeBuilder : public nlohmann::json_sax<Json> {
public:
    bool null() override { return add(nullptr) != nullptr; }
    bool boolean(bool value) override { return add(value) != nullptr; }
    bool number_integer(std::int64_t value) override { return add(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) override { return add(value) != nullptr; }
    bool number_float(double value, const std::string& /*spelling*/) override {
        return add(value) != nullptr;
    }
    bool string(std::string& value) override { return add(std::move(value)) != nullptr; }
    bool binary(Json::binary_t& /*value*/) override { return false; } // JSON has none
    bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override;
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override {
        return refuse(fmt::format("is not valid JSON at byte {}", position));
    }

    Json takeTree() { return std::move(m_root); }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    bool refuse(std::string problem) {
        m_problem = std::move(problem);
        return false;
    }
    bool open(Json container);
    bool close() {
        m_open.pop_back();
        return true;
    }
    /// The value in its place, or null where it is one too many.
    Json* add(Json value);

    Json m_root;
    std::vector<Json*> m_open; // containers that have begun; the inner ones last
    Json* m_member = nullptr;  // of the innermost object, whose key was read
    std::size_t m_values = 0;
    std::string m_problem;
};

Json* TreeBuilder::add(Json value) {
    if (++m_values > kMostValues) {
        refuse(fmt::format("holds more than {} values", kMostValues));
        return nullptr;
    }
    if (m_open.empty())
        return &(m_root = std::move(value));
    if (m_open.back()->is_array())
        return &m_open.back()->emplace_back(std::move(value));
    return &(*m_member = std::move(value));
}

bool TreeBuilder::open(Json container) {
    if (m_open.size() == kDeepest)
        return refuse(fmt::format("is nested more than {} levels deep", kDeepest));
    Json* placed = add(std::move(container));
    m_open.push_back(placed);
    return placed != nullptr;
}

bool TreeBuilder::key(std::string& name) {
    const auto [member, isNew] = m_open.back()->emplace(std::move(name), nullptr);
    m_member = &*member;
    return isNew || refuse(fmt::format("holds the key {} twice", inQuotes(member.key())));
}

} // namespace

Result<Json> parseJson(std::string_view text, std::string_view file) {
    TreeBuilder builder;
    if (!Json::sax_parse(text, &builder))
        return fail(ErrorKind::BadFile, fmt::format("{}: It {}.", file, builder.problem()));
    return builder.takeTree();
}

std::string describe(const Json& value) {
    if (value.is_string())
        return inQuotes(value.get_ref<const std::string&>());
    if (value.is_structured())
        return value.is_array() ? "an array" : "an object";
    return value.dump();
}

} // namespace plm::json
