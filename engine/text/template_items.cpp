// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/template_items.h"

#include <algorithm>

namespace plm::text {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Reads a template from its beginning to its end.
class TemplateParser {
public:
    explicit TemplateParser(std::string_view source) : m_rest(source) {}

    std::optional<std::vector<TemplateItem>> parse() {
        // Jinja drops one line end at the end of a template.
        if (m_rest.ends_with('\n'))
            m_rest.remove_suffix(1);
        while (!m_rest.empty()) {
            takeData();
            if (!takeTag())
                return std::nullopt;
        }
        return std::move(m_items);
    }

private:
    enum class After { Keep, TrimLineEnd, TrimAll };

    /// The text up to the next tag, trimmed as the tags before and behind it ask.
    void takeData() {
        const std::size_t end = nextTag();
        std::string_view data = m_rest.substr(0, end);
        m_rest.remove_prefix(data.size());
        if (m_after == After::TrimAll) {
            data.remove_prefix(std::min(data.find_first_not_of(kBlanks), data.size()));
        } else if (m_after == After::TrimLineEnd && data.starts_with('\n')) {
            data.remove_prefix(1);
            m_atLineBegin = true;
        }
        if (m_rest.size() > 2 && m_rest[2] == '-')
            data = data.substr(0, data.find_last_not_of(kBlanks) + 1);
        else if (!m_rest.empty() && m_rest[1] != '{')
            data = withoutIndent(data);
        print(data);
    }

    [[nodiscard]] std::size_t nextTag() const {
        for (std::size_t at = m_rest.find('{'); at != std::string_view::npos; at = m_rest.find('{', at + 1))
            if (at + 1 < m_rest.size() &&
                std::string_view("{%#").find(m_rest[at + 1]) != std::string_view::npos)
                return at;
        return m_rest.size();
    }

    /// Without the blanks at its end, where they begin a line.
    [[nodiscard]] std::string_view withoutIndent(std::string_view data) const {
        const std::size_t end = data.find_last_not_of(" \t") + 1;
        const bool beginsLine = end == 0 ? m_atLineBegin : data[end - 1] == '\n';
        return beginsLine ? data.substr(0, end) : data;
    }

    bool takeTag() {
        if (m_rest.empty())
            return true;
        const char kind = m_rest[1];
        m_rest.remove_prefix(2);
        m_atLineBegin = false;
        if (kind == '#')
            return takeComment();
        // A minus here concerns the text before.
        if (m_rest.starts_with('-'))
            m_rest.remove_prefix(1);
        const auto code = takeCode(m_rest, kind == '{' ? "}}" : "%}");
        if (!code)
            return false;
        const After plain = kind == '{' ? After::Keep : After::TrimLineEnd;
        m_after = code->trimsAfter ? After::TrimAll : plain;
        if (kind == '{')
            printSum(code->tokens);
        else
            m_items.push_back({TemplateItem::Kind::Statement, spelled(code->tokens)});
        return true;
    }

    bool takeComment() {
        const std::size_t end = m_rest.find("#}");
        if (end == std::string_view::npos)
            return false;
        m_after = end > 0 && m_rest[end - 1] == '-' ? After::TrimAll : After::TrimLineEnd;
        m_rest.remove_prefix(end + 2);
        return true;
    }

    void print(std::string_view text) {
        if (text.empty())
            return;
        if (m_items.empty() || m_items.back().kind != TemplateItem::Kind::Text)
            m_items.push_back({TemplateItem::Kind::Text, {}});
        m_items.back().text += text;
    }

    /// The summands of an expression one by one.
    void printSum(const std::vector<CodeToken>& tokens) {
        int depth = 0;
        std::vector<CodeToken> summand;
        for (const CodeToken& token : tokens) {
            const char sign = token.kind == CodeToken::Kind::Sign ? token.text.front() : '\0';
            depth += sign == '(' || sign == '[' || sign == '{' ? 1 : 0;
            depth -= sign == ')' || sign == ']' || sign == '}' ? 1 : 0;
            if (sign == '+' && depth == 0) {
                printSummand(summand);
                summand.clear();
            } else {
                summand.push_back(token);
            }
        }
        printSummand(summand);
    }

    void printSummand(const std::vector<CodeToken>& tokens) {
        if (tokens.size() == 1 && tokens.front().kind == CodeToken::Kind::String)
            print(tokens.front().text);
        else
            m_items.push_back({TemplateItem::Kind::Expression, spelled(tokens)});
    }

    std::string_view m_rest;
    std::vector<TemplateItem> m_items;
    After m_after = After::Keep;
    bool m_atLineBegin = true;
};

} // namespace

std::optional<std::vector<TemplateItem>> parseTemplate(std::string_view source) {
    return TemplateParser(source).parse();
}

} // namespace plm::text
