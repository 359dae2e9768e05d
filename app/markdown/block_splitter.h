// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/line.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

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

/// Splits Markdown that arrives in pieces into typed blocks. After each append() the blocks are those of the
/// text so far; only the last ones change, and every block is bounded, so that showing one more piece costs
/// the same however long the message has become. The blocks of a text do not depend on how it was cut into
/// pieces. Not thread-safe.
class BlockSplitter {
public:
    static constexpr qsizetype kLongestText =
        1000; ///< characters of a text, list or quote block, before escaping
    static constexpr qsizetype kLongestTable =
        1500;                               ///< a table block that reaches this is followed by another
    static constexpr int kLongestCode = 40; ///< lines of a code block
    static constexpr qsizetype kLongestLine = 1000; ///< a longer line is handled in parts

    void append(QStringView text);
    /// The text is complete: what could still have become a mark (a lone "#", "``") is text now. More may be
    /// appended all the same (an answer goes on), as if finish() had not been called.
    void finish();

    [[nodiscard]] const std::vector<Block>& blocks() const { return m_blocks; }
    /// Index of the first block that the last append() or finish() changed or added.
    [[nodiscard]] std::size_t firstChanged() const { return m_firstChanged; }
    /// Characters looked at so far, each as often as it was: a measure of the work done.
    [[nodiscard]] std::size_t charactersRead() const { return m_charactersRead; }

private:
    enum class Open { None, Text, Item, Quote, Table, Code };

    /// What the lines so far leave open. `raw` is the open block as it was written.
    struct State {
        Open open = Open::None;
        QString raw;
        qsizetype lastLine =
            0; ///< where the last line begins in `raw`; -1 where it began in an earlier block
        int codeLines = 0;
        int fenceIndent = 0;
        QString fence;
        QString tableHead; ///< head and rule of the open table
        std::vector<int> listIndents;
        bool midLine = false; ///< the next characters go on with a line that is longer than kLongestLine
    };

    void rollBack();
    void takeTail();
    void takeLine(QStringView line);
    void takeRestOfLine(QStringView text);
    void takeCode(QStringView line);
    void takeFence(const Line& line);
    void takeItem(const Line& line);
    void takeQuote(const Line& line);
    void takePlain(const Line& line, QStringView whole);
    bool takeTable(QStringView whole);
    [[nodiscard]] bool interruptsParagraph(const Line& line) const;
    [[nodiscard]] bool undecided() const;

    void leaveList(const Line& line);
    [[nodiscard]] int listDepth() const { return static_cast<int>(m_state.listIndents.size()); }
    void begin(Open open, Block block);
    void addSingle(Block block);
    void extend(QStringView text, bool newLine);
    void cutWhileTooLong();
    void extendTable(QStringView row);
    void close();
    void render();

    std::vector<Block> m_blocks;
    State m_state;
    QString m_tail; ///< the last line, while it is not complete
    State m_saved;  ///< before the tail was tried
    std::optional<Block> m_savedLast;
    std::size_t m_savedCount = 0;
    std::size_t m_firstChanged = 0;
    std::size_t m_charactersRead = 0;
};

} // namespace peripheral
