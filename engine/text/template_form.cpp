// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/template_form.h"

#include "text/template_items.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>

namespace plm::text {

namespace {

/// Stands for the default system prompt in the patterns below.
constexpr std::string_view kPrompt = "\x01";

/// How a template begins, up to the first message of the loop: with no default prompt, or with one that is
/// put before the loop or in it.
constexpr std::array<std::string_view, 3> kBeginnings{
    "{% for message in messages %}",
    "{% for message in messages %}{% if loop.first and messages[0].role != 'system' %}"
    "{{ '<|im_start|>system\n\x01<|im_end|>\n' }}{% endif %}",
    "{% if messages[0].role != 'system' %}{{ '<|im_start|>system\n\x01<|im_end|>\n' }}{% endif %}"
    "{% for message in messages %}",
};

/// How it goes on. The second leaves the last message open where no answer is asked for, which never is the
/// case here.
constexpr std::array<std::string_view, 2> kEndings{
    "{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
    "{{ '<|im_start|>' + message.role + '\n' + message.content }}"
    "{% if (loop.last and add_generation_prompt) or not loop.last %}{{ '<|im_end|>\n' }}{% endif %}{% endfor "
    "%}"
    "{% if add_generation_prompt and messages[-1].role != 'assistant' %}{{ '<|im_start|>assistant\n' }}{% "
    "endif %}",
};

/// Some templates define first what programs leave undefined.
constexpr std::string_view kGuard =
    "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}";

using Items = std::vector<TemplateItem>;

void removeGuard(Items& items) {
    const Items guard = *parseTemplate(kGuard);
    if (items.size() >= guard.size() && std::equal(guard.begin(), guard.end(), items.begin()))
        items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(guard.size()));
}

/// Where `pattern` has the placeholder, what `text` has in its place; nothing where they differ elsewhere.
std::optional<std::string> promptIn(std::string_view text, std::string_view pattern) {
    const std::string_view before = pattern.substr(0, pattern.find(kPrompt));
    const std::string_view after = pattern.substr(before.size() + kPrompt.size());
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
        return std::nullopt;
    return std::string(text.substr(before.size(), text.size() - before.size() - after.size()));
}

std::optional<TemplateForm> match(const Items& items, const Items& pattern) {
    if (items.size() != pattern.size())
        return std::nullopt;
    TemplateForm form;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i] == pattern[i])
            continue;
        const bool holdsPrompt = pattern[i].text.find(kPrompt) != std::string::npos;
        auto prompt = holdsPrompt && items[i].kind == pattern[i].kind
                          ? promptIn(items[i].text, pattern[i].text)
                          : std::nullopt;
        if (!prompt)
            return std::nullopt;
        form.defaultSystemPrompt = std::move(*prompt);
    }
    return form;
}

} // namespace

std::optional<TemplateForm> recogniseTemplate(std::string_view source) {
    std::optional<Items> items = parseTemplate(source);
    if (!items || findBroken(source) != std::string_view::npos)
        return std::nullopt;
    removeGuard(*items);
    for (const std::string_view beginning : kBeginnings) {
        for (const std::string_view ending : kEndings) {
            const Items pattern = *parseTemplate(std::string(beginning).append(ending));
            if (auto form = match(*items, pattern))
                return form;
        }
    }
    return std::nullopt;
}

} // namespace plm::text
