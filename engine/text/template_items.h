// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::text {

/// A step of a Jinja template, freed of the ways to write it: quotes, blanks, whitespace control, comments,
/// and `a.b` for `a['b']`.
struct TemplateItem {
    enum class Kind {
        Text,       ///< `text` is printed as it is; neighbours are joined
        Expression, ///< the value of the expression `text` is printed; sums are taken apart
        Statement,  ///< {% text %}
    };
    Kind kind;
    std::string text;

    bool operator==(const TemplateItem&) const = default;
};

/// The steps of a template as Hugging Face's chat templates are read (trim_blocks and lstrip_blocks on).
/// Nothing where it is not well-formed.
[[nodiscard]] std::optional<std::vector<TemplateItem>> parseTemplate(std::string_view source);

// The code within a template, of which expressions and statements are made.

/// A token of the code between {{ and }} or {% and %}.
struct CodeToken {
    enum class Kind { Word, String, Sign };
    Kind kind;
    std::string text; ///< strings: their value

    bool operator==(const CodeToken&) const = default;
};

struct TemplateCode {
    std::vector<CodeToken> tokens; ///< `.name` is written as `['name']`
    bool trimsAfter = false;       ///< it ends with a minus: -}} or -%}
};

/// Reads code up to `close` ("}}" or "%}"), and takes it from `source` with it. Nothing where the code does
/// not end or holds what Jinja does not know.
[[nodiscard]] std::optional<TemplateCode> takeCode(std::string_view& source, std::string_view close);

/// The tokens, written in one way only.
[[nodiscard]] std::string spelled(const std::vector<CodeToken>& tokens);

} // namespace plm::text
