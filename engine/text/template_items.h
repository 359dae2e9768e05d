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

} // namespace plm::text
