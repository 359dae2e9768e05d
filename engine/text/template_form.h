// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plm::text {

/// A known form of chat template. All of them are ChatML, and differ in the system prompt of conversations
/// that have none.
struct TemplateForm {
    std::string defaultSystemPrompt; ///< empty: none is put in
};

/// The form that `source`, a Jinja template, has; nothing where it is none of the known ones or not UTF-8.
/// Compared is what the templates do, not how they are written (see TemplateItem).
[[nodiscard]] std::optional<TemplateForm> recogniseTemplate(std::string_view source);

} // namespace plm::text
