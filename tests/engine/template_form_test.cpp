// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/template_form.h"

#include <gtest/gtest.h>

namespace plm::text {
namespace {

void expectForm(std::string_view source, std::string_view prompt) {
    const auto form = recogniseTemplate(source);
    ASSERT_TRUE(form.has_value()) << source;
    EXPECT_EQ(form->defaultSystemPrompt, prompt) << source;
}

constexpr std::string_view kOpening =
    R"({% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %})";
constexpr std::string_view kBody =
    R"({{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %})";

std::string whole(std::string_view beginning) {
    return std::string(beginning).append(kBody).append(kOpening);
}

TEST(TemplateForm, ChatMlWithoutADefaultPrompt) {
    expectForm(whole("{% for message in messages %}"), "");
}

TEST(TemplateForm, ChatMlWithADefaultPromptInTheLoop) {
    expectForm(whole(R"({% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %})"
                     R"({{ '<|im_start|>system\nYou are a helpful assistant<|im_end|>\n' }}{% endif %})"),
               "You are a helpful assistant");
}

TEST(TemplateForm, ChatMlWithADefaultPromptBeforeTheLoop) {
    expectForm(
        whole(
            R"({% if messages[0]['role'] != 'system' %})"
            R"({{ '<|im_start|>system\nIt\'s "Tiny".<|im_end|>\n' }}{% endif %}{% for message in messages %})"),
        "It's \"Tiny\".");
}

TEST(TemplateForm, HowItIsWrittenDoesNotMatter) {
    expectForm(R"({#- ChatML -#}
{%- for message in messages -%}
    {%- if loop.first and messages[0].role != "system" -%}
        {{- "<|im_start|>system\nBe brief.<|im_end|>\n" -}}
    {%- endif -%}
    {{- "<|im_start|>" + message.role + "\n" }}{{ message.content + "<|im_end|>\n" -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{- "<|im_start|>assistant\n" -}}
{%- endif -%}
)",
               "Be brief.");
}

TEST(TemplateForm, TextOutsideOfTagsIsPrintedToo) {
    expectForm("{% for message in messages %}\n"
               "    {% if loop.first and messages[0]['role'] != 'system' %}\n"
               "<|im_start|>system\nHi<|im_end|>\n{{ '' }}{% endif %}\n"
               "<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{{ '' }}"
               "{% endfor %}\n"
               "{% if add_generation_prompt %}<|im_start|>assistant\n{{ '' }}{% endif %}\n",
               "Hi");
}

TEST(TemplateForm, QwensOlderFormAndTheGuardBeforeIt) {
    expectForm(
        R"({% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %})"
        R"({% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %})"
        R"({{ '<|im_start|>system\nYou are a helpful assistant<|im_end|>\n' }}{% endif %})"
        R"({{'<|im_start|>' + message['role'] + '\n' + message['content']}})"
        R"({% if (loop.last and add_generation_prompt) or not loop.last %}{{ '<|im_end|>' + '\n'}}{% endif %})"
        R"({% endfor %}{% if add_generation_prompt and messages[-1]['role'] != 'assistant' %})"
        R"({{ '<|im_start|>assistant\n' }}{% endif %})",
        "You are a helpful assistant");
}

TEST(TemplateForm, WhatDoesSomethingElseIsUnknown) {
    const std::string known = whole("{% for message in messages %}");
    const auto changed = [&](std::string_view what, std::string_view by) {
        return std::string(known).replace(known.find(what), what.size(), by);
    };
    for (const std::string& source :
         {std::string(), std::string("Hello"), known + "!", changed("<|im_end|>", "</s>"),
          changed("message['content']", "message['content'] | trim"),
          changed("message['role']", "message['name']"), changed("'<|im_end|>' + '\\n'", "'<|im_end|>'"),
          changed("in messages", "in messages[1:]"), known.substr(0, known.size() - kOpening.size())}) {
        EXPECT_FALSE(recogniseTemplate(source).has_value()) << source;
    }
}

TEST(TemplateForm, WhatDoesNotEndIsUnknown) {
    const std::string known = whole("{% for message in messages %}");
    for (std::size_t length = 0; length < known.size(); ++length) {
        EXPECT_FALSE(recogniseTemplate(std::string_view(known).substr(0, length)).has_value()) << length;
    }
    EXPECT_FALSE(recogniseTemplate("{{ 'open").has_value());
    EXPECT_FALSE(recogniseTemplate("{# open").has_value());
    EXPECT_FALSE(recogniseTemplate("{% ? %}").has_value());
}

} // namespace
} // namespace plm::text
