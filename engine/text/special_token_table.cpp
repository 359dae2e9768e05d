// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/special_token_table.h"

#include <algorithm>
#include <functional>

namespace plm::text {

void SpecialTokenTable::insert(std::string_view spelling, TokenId id) {
    m_ids.emplace(spelling, id);
    std::vector<std::size_t>& lengths = m_lengths[static_cast<unsigned char>(spelling.front())];
    const auto at = std::lower_bound(lengths.begin(), lengths.end(), spelling.size(), std::greater<>());
    if (at == lengths.end() || *at != spelling.size())
        lengths.insert(at, spelling.size());
}

std::optional<TokenId> SpecialTokenTable::find(std::string_view spelling) const {
    const auto found = m_ids.find(spelling);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

std::optional<SpecialTokenTable::Match> SpecialTokenTable::findIn(std::string_view text,
                                                                  std::size_t from) const {
    for (std::size_t begin = from; begin < text.size(); ++begin) {
        for (const std::size_t length : m_lengths[static_cast<unsigned char>(text[begin])]) {
            if (length > text.size() - begin)
                continue;
            if (const auto id = find(text.substr(begin, length)))
                return Match{begin, length, *id};
        }
    }
    return std::nullopt;
}

} // namespace plm::text
