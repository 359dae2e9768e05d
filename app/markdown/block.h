// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace peripheral {

/// One typed part of a message. A message is a flat list of them; what is nested in Markdown (a list in a
/// list, code in a list item) keeps its depth in `level`.
struct Block {
    enum class Kind { Text, Heading, Code, List, Table, Quote, Rule };

    Kind kind = Kind::Text;
    /// Markdown without images and raw HTML (they are escaped, so they show as they were written). List: one
    /// item. Quote: without its ">". Code: the bare code; where a joined piece follows, the newline between
    /// them is the last character, so that the pieces put together are the code.
    QString text{};
    QString language{}; ///< Code: the first word after the fence
    QString marker{};   ///< List: "•", "3.", "☐" or "☑"; empty where an item goes on
    int level =
        0; ///< Heading: 1 to 6. List: depth, 0 the outermost. Others: how many list levels they are in
    bool joined = false; ///< goes on from the block before it, without a gap

    bool operator==(const Block&) const = default;
};

} // namespace peripheral
