// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::text {

/// The tokens that stand for no text: control tokens and those that a user of the vocabulary defined.
class SpecialTokenTable {
public:
    /// `spelling` is not empty.
    void insert(std::string_view spelling, TokenId id);

    [[nodiscard]] std::optional<TokenId> find(std::string_view spelling) const;

    struct Match {
        std::size_t begin;
        std::size_t length;
        TokenId id;
    };
    /// The first special token spelled out in `text` from `from` on; of several at one place the longest.
    [[nodiscard]] std::optional<Match> findIn(std::string_view text, std::size_t from) const;

private:
    std::map<std::string, TokenId, std::less<>> m_ids;
    std::array<std::vector<std::size_t>, 256> m_lengths; ///< of those that begin with a byte, longest first
};

} // namespace plm::text
