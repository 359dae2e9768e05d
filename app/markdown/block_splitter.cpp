// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/block_splitter.h"

#include <algorithm>
#include <utility>

namespace peripheral {

namespace {

constexpr std::size_t kDeepestList = 6;
constexpr qsizetype kLongestUndecided = 3;

/// The best place to cut a text that is too long: after a line, a sentence, a word, in this order.
qsizetype cutPoint(QStringView text, qsizetype limit) {
    const QStringView head = text.first(limit);
    const qsizetype line = head.lastIndexOf(u'\n');
    if (line >= limit / 2) {
        return line + 1;
    }
    for (qsizetype i = limit - 1; i > limit / 2; --i) {
        if (head[i].isSpace() && QStringView(u".!?:").contains(head[i - 1])) {
            return i + 1;
        }
    }
    for (qsizetype i = limit - 1; i > limit / 2; --i) {
        if (head[i].isSpace()) {
            return i + 1;
        }
    }
    return head.back().isHighSurrogate() ? limit - 1 : limit;
}

bool onlyOf(QStringView text, QStringView characters) {
    return std::all_of(text.begin(), text.end(), [=](QChar c) { return characters.contains(c); });
}

QString itemMarker(const Line& line) {
    return line.ordered() ? line.mark.chopped(1).toString() + u'.' : QStringLiteral("•");
}

/// "[ ] " and "[x] " at the start of an item: takes them off and gives the box to show.
QString takeTaskBox(QStringView& content) {
    const bool open = content.startsWith(u"[ ] ");
    const bool done = content.startsWith(u"[x] ") || content.startsWith(u"[X] ");
    if (open || done) {
        content = content.sliced(4);
    }
    return open ? QStringLiteral("☐") : done ? QStringLiteral("☑") : QString();
}

} // namespace

void BlockSplitter::append(QStringView text) {
    rollBack();
    m_tail += text;
    m_charactersRead += static_cast<std::size_t>(text.size());
    takeTail();
    render();
    m_saved = m_state;
    m_savedCount = m_blocks.size();
    m_savedLast = m_blocks.empty() ? std::nullopt : std::optional(m_blocks.back());
    if (!m_tail.isEmpty() && !undecided()) {
        takeLine(m_tail);
        render();
    }
}

void BlockSplitter::finish() {
    rollBack();
    if (!m_tail.isEmpty()) {
        takeLine(m_tail);
        render();
    }
}

/// Back to the state that the complete lines left.
void BlockSplitter::rollBack() {
    m_firstChanged = m_savedCount;
    if (m_savedLast && m_savedCount > 0) {
        if (m_blocks.size() < m_savedCount || m_blocks[m_savedCount - 1] != *m_savedLast) {
            m_firstChanged = m_savedCount - 1;
        }
        m_blocks.resize(m_savedCount);
        m_blocks.back() = *m_savedLast;
    } else {
        m_blocks.resize(m_savedCount);
    }
    m_state = m_saved;
}

void BlockSplitter::takeTail() {
    qsizetype start = 0;
    for (;;) {
        const QStringView rest = QStringView(m_tail).sliced(start);
        const qsizetype end = rest.first(std::min(rest.size(), kLongestLine + 1)).indexOf(u'\n');
        if (end >= 0) {
            takeLine(rest.first(end));
            m_state.midLine = false;
            start += end + 1;
        } else if (rest.size() > kLongestLine) {
            const qsizetype length = kLongestLine - (rest[kLongestLine].isLowSurrogate() ? 1 : 0);
            takeLine(rest.first(length));
            m_state.midLine = true;
            start += length;
        } else {
            break;
        }
    }
    m_tail.remove(0, start);
}

void BlockSplitter::takeLine(QStringView line) {
    m_charactersRead += static_cast<std::size_t>(line.size());
    if (line.endsWith(u'\r')) {
        line.chop(1);
    }
    if (m_state.midLine) {
        takeRestOfLine(line);
        return;
    }
    if (m_state.open == Open::Code) {
        takeCode(line);
        return;
    }
    const Line parsed = Line::parse(line);
    switch (parsed.kind) {
    case Line::Kind::Blank:
        close();
        break;
    case Line::Kind::Fence:
        takeFence(parsed);
        break;
    case Line::Kind::Heading:
        leaveList(parsed);
        addSingle({.kind = Block::Kind::Heading,
                   .text = harmlessMarkdown(parsed.content, MarkdownUse::Paragraph),
                   .level = static_cast<int>(parsed.mark.size())});
        break;
    case Line::Kind::Rule:
        leaveList(parsed);
        addSingle({.kind = Block::Kind::Rule});
        break;
    case Line::Kind::Quote:
        takeQuote(parsed);
        break;
    case Line::Kind::Item:
        interruptsParagraph(parsed) ? takeItem(parsed) : takePlain(parsed, line);
        break;
    case Line::Kind::Plain:
        takePlain(parsed, line);
        break;
    }
}

void BlockSplitter::takeRestOfLine(QStringView text) {
    if (m_state.open == Open::None || m_state.open == Open::Table) {
        close();
        begin(Open::Text, {.level = listDepth(), .joined = true});
    }
    extend(text, false);
    m_state.lastLine = -1;
}

void BlockSplitter::takeCode(QStringView line) {
    const QStringView text = line.trimmed();
    if (text.size() >= m_state.fence.size() && onlyOf(text, QStringView(m_state.fence).first(1))) {
        close();
        return;
    }
    qsizetype indent = 0;
    while (indent < std::min<qsizetype>(m_state.fenceIndent, line.size()) && line[indent].isSpace()) {
        ++indent;
    }
    if (m_state.codeLines == kLongestCode) {
        m_state.raw += u'\n';
        render();
        begin(Open::Code, {.kind = Block::Kind::Code,
                           .language = m_blocks.back().language,
                           .level = m_blocks.back().level,
                           .joined = true});
    } else if (m_state.codeLines > 0) {
        m_state.raw += u'\n';
    }
    ++m_state.codeLines;
    extend(line.sliced(indent), false);
}

void BlockSplitter::takeFence(const Line& line) {
    leaveList(line);
    const QStringView information = line.content.trimmed();
    const auto end =
        std::find_if(information.begin(), information.end(), [](QChar c) { return c.isSpace(); });
    close();
    begin(Open::Code, {.kind = Block::Kind::Code,
                       .language = information.first(end - information.begin()).toString(),
                       .level = listDepth()});
    m_state.fence = line.mark.toString();
    m_state.fenceIndent = line.indent;
}

void BlockSplitter::takeItem(const Line& line) {
    const bool tight = m_state.open == Open::Item;
    close();
    auto& indents = m_state.listIndents;
    while (!indents.empty() && indents.back() > line.indent) {
        indents.pop_back();
    }
    const bool deeper = indents.empty() || line.indent >= indents.back() + 2;
    if (deeper && indents.size() < kDeepestList) {
        indents.push_back(line.indent);
    }
    QStringView content = line.content.trimmed();
    const QString box = takeTaskBox(content);
    begin(Open::Item, {.kind = Block::Kind::List,
                       .marker = box.isEmpty() ? itemMarker(line) : box,
                       .level = listDepth() - 1,
                       .joined = tight});
    if (Line fence = Line::parse(content); fence.kind == Line::Kind::Fence) {
        fence.indent = line.indent + 2;
        takeFence(fence);
    } else {
        extend(content, true);
    }
}

void BlockSplitter::takeQuote(const Line& line) {
    leaveList(line);
    if (m_state.open != Open::Quote) {
        close();
        begin(Open::Quote, {.kind = Block::Kind::Quote, .level = listDepth()});
        extend(line.content, false);
    } else {
        extend(line.content, true);
    }
}

void BlockSplitter::takePlain(const Line& line, QStringView whole) {
    if (takeTable(whole)) {
        return;
    }
    if (m_state.open == Open::Quote || m_state.open == Open::Table) {
        close();
    }
    if (m_state.open == Open::None) {
        leaveList(line);
        const int depth = listDepth();
        depth > 0 ? begin(Open::Item, {.kind = Block::Kind::List, .level = depth - 1})
                  : begin(Open::Text, {.kind = Block::Kind::Text});
    }
    extend(whole.trimmed(), true);
}

/// A row of the open table; or the rule that makes the last line of the open text the head of one.
bool BlockSplitter::takeTable(QStringView whole) {
    if (m_state.open == Open::Table) {
        if (tableColumns(whole) == 0) {
            return false;
        }
        extendTable(whole.trimmed());
        return true;
    }
    const int columns = m_state.open == Open::Text && m_state.lastLine >= 0 ? tableRuleColumns(whole) : 0;
    if (columns == 0 || columns != tableColumns(QStringView(m_state.raw).sliced(m_state.lastLine))) {
        return false;
    }
    m_charactersRead += static_cast<std::size_t>(m_state.raw.size());
    const QString head = m_state.raw.sliced(m_state.lastLine) + u'\n' + whole.trimmed().toString();
    const bool wholeBlock = m_state.lastLine == 0;
    m_state.raw.truncate(std::max<qsizetype>(m_state.lastLine - 1, 0));
    if (wholeBlock) {
        m_firstChanged = std::min(m_firstChanged, m_blocks.size() - 1);
        m_blocks.pop_back();
        m_state.open = Open::None;
    }
    close();
    begin(Open::Table, {.kind = Block::Kind::Table, .level = listDepth()});
    m_state.tableHead = head;
    m_state.raw = head;
    return true;
}

void BlockSplitter::extendTable(QStringView row) {
    if (m_state.raw.size() >= kLongestTable && m_state.raw.size() > m_state.tableHead.size()) {
        render();
        const QString head = std::exchange(m_state.tableHead, QString());
        begin(Open::Table, {.kind = Block::Kind::Table, .level = listDepth(), .joined = true});
        m_state.tableHead = head;
        m_state.raw = head;
    }
    m_state.raw += u'\n';
    m_state.raw += row;
}

/// As in CommonMark: only a number 1 begins a list in the middle of a paragraph ("… in\n1984. …" does not).
bool BlockSplitter::interruptsParagraph(const Line& line) const {
    if (m_state.open != Open::Text) {
        return true;
    }
    const bool empty = line.content.trimmed().isEmpty();
    return !empty && (!line.ordered() || line.mark.chopped(1) == u"1");
}

/// Whether the tail may still become any of several marks; it is not shown until that is known.
bool BlockSplitter::undecided() const {
    if (m_state.midLine) {
        return false;
    }
    const QStringView tail = QStringView(m_tail).trimmed();
    if (m_state.open == Open::Code) {
        return tail.size() <= m_state.fence.size() && onlyOf(tail, QStringView(m_state.fence).first(1));
    }
    return tail.size() <= kLongestUndecided && onlyOf(tail, u"#*-_+>~=`|:");
}

/// A line that is not indented as far as the list's items ends the list.
void BlockSplitter::leaveList(const Line& line) {
    auto& indents = m_state.listIndents;
    while (!indents.empty() && line.indent < indents.back() + 2) {
        indents.pop_back();
    }
}

void BlockSplitter::begin(Open open, Block block) {
    m_blocks.push_back(std::move(block));
    m_state.open = open;
    m_state.raw.clear();
    m_state.lastLine = 0;
    m_state.codeLines = 0;
}

void BlockSplitter::addSingle(Block block) {
    close();
    block.level = block.kind == Block::Kind::Heading ? block.level : listDepth();
    m_blocks.push_back(std::move(block));
}

void BlockSplitter::extend(QStringView text, bool newLine) {
    if (newLine && !m_state.raw.isEmpty()) {
        m_state.raw += u'\n';
        m_state.lastLine = m_state.raw.size();
    }
    m_state.raw += text;
    cutWhileTooLong();
}

void BlockSplitter::cutWhileTooLong() {
    const qsizetype limit = m_state.open == Open::Code ? kLongestCode * 100 : kLongestText;
    while (m_state.raw.size() > limit) {
        const qsizetype cut = cutPoint(m_state.raw, limit);
        QString rest = m_state.raw.sliced(cut);
        m_state.raw.truncate(cut);
        render();
        Block next = m_blocks.back();
        next.text.clear();
        next.marker.clear();
        next.joined = true;
        const int lines = static_cast<int>(rest.count(u'\n')) + 1;
        begin(m_state.open, std::move(next));
        m_state.raw = std::move(rest);
        m_state.codeLines = lines;
        m_state.lastLine = -1;
    }
}

void BlockSplitter::close() {
    render();
    m_state.open = Open::None;
    m_state.raw.clear();
}

/// Writes the open block's text.
void BlockSplitter::render() {
    if (m_state.open == Open::None) {
        return;
    }
    m_charactersRead += static_cast<std::size_t>(m_state.raw.size());
    const MarkdownUse use = m_state.open == Open::Quote   ? MarkdownUse::Container
                            : m_state.open == Open::Table ? MarkdownUse::TableRow
                                                          : MarkdownUse::Paragraph;
    QString text = m_state.open == Open::Code ? m_state.raw : harmlessMarkdown(m_state.raw, use);
    Block& block = m_blocks.back();
    if (block.text != text) {
        block.text = std::move(text);
        m_firstChanged = std::min(m_firstChanged, m_blocks.size() - 1);
    }
}

} // namespace peripheral
