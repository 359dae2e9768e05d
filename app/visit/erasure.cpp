// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/erasure.h"

#include "kiosk/freed_memory.h"
#include "remote/background.h"
#include "visit/visitor.h"

#include <QStringList>

#include <chrono>

namespace peripheral {

namespace {

constexpr int kMostTries = 4;
/// Objects that delete themselves later, and pictures of them that are still drawn, need some turns of the
/// event loop.
constexpr std::chrono::milliseconds kSettling{60};
/// More than the deepest calls of Qt's layout of text take.
constexpr std::size_t kStackWiped = 256 * 1024;

std::vector<std::string> toUtf8(const QStringList& texts) {
    std::vector<std::string> all;
    all.reserve(static_cast<std::size_t>(texts.size()));
    for (const QString& text : texts)
        all.push_back(text.toStdString());
    return all;
}

QString sentenceOf(const kiosk::Findings& findings) {
    QStringList places;
    for (const std::string& place : findings.byOrigin())
        places << QString::fromStdString(place);
    return places.join(QStringLiteral("; "));
}

} // namespace

Erasure::Search Erasure::standardSearch() {
    if (kiosk::kIsSanitized)
        return [](const kiosk::Traces&, const kiosk::SearchOptions&) { return kiosk::Findings(); };
    return [](const kiosk::Traces& traces, const kiosk::SearchOptions& options) {
        return kiosk::searchMemory(traces, options);
    };
}

Erasure::Erasure(Parts parts, QObject* parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_traces(std::make_shared<kiosk::Traces>()) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettling);
    connect(&m_settle, &QTimer::timeout, this, &Erasure::search);
    connect(&m_parts.engine, &EngineThread::memoryChanged, this, &Erasure::noteWeights);
}

Erasure::~Erasure() = default;

void Erasure::note(const QString& text) {
    if (text.isEmpty())
        return;
    if (m_traces->empty() && m_parts.ownTexts)
        m_traces->setOwnTexts(toUtf8(m_parts.ownTexts()));
    m_traces->addText(text.toStdString());
}

void Erasure::begin(std::unique_ptr<Visitor> visitor) {
    m_visitor = std::move(visitor);
    connect(&m_visitor->chat, &Chat::answerEnded, this, &Erasure::note);
    m_visitor->chat.stopAll();
    m_tries = 0;
    // Behind an answer that is under way, whose last words are heard, and noted, before.
    m_parts.engine.ask(&EngineWorker::tokens).then(this, [this](const std::vector<plm::TokenId>& tokens) {
        m_traces->addTokens(tokens);
    });
    m_parts.engine.ask(&EngineWorker::erase).then(this, [this](const EraseReply& reply) {
        m_visitor.reset();
        if (reply)
            askEngine();
        else
            emit remains(reply.error().sentence);
    });
}

void Erasure::askEngine() {
    QMetaObject::invokeMethod(
        m_parts.engine.object(), [] { kiosk::wipeStackBelow(kStackWiped); }, Qt::QueuedConnection);
    m_parts.engine.tell(&EngineWorker::tellMemory);
    m_parts.engine.ask(&EngineWorker::goesOn).then(this, [this](bool) { tryAgain(); });
}

/// A model knows many words, which are no visitor's.
void Erasure::noteWeights(const EngineMemory& memory) {
    m_options.leaveOut.clear();
    for (const plm::MemoryRegion& region : memory.regions) {
        switch (region.part) {
        case plm::MemoryPart::WeightsInFile:
        case plm::MemoryPart::LaidOutWeights:
        case plm::MemoryPart::KeptWeights:
        case plm::MemoryPart::Vocabulary:
            m_options.leaveOut.push_back({.begin = region.begin, .bytes = region.bytes});
            break;
        case plm::MemoryPart::LatentCache:
        case plm::MemoryPart::Activations:
        case plm::MemoryPart::History:
        case plm::MemoryPart::Program:
        case plm::MemoryPart::Unattributed:
            break;
        }
    }
}

void Erasure::tryAgain() {
    ++m_tries;
    if (m_parts.eraseInterface)
        m_parts.eraseInterface();
    m_settle.start();
}

void Erasure::search() {
    kiosk::wipeStackBelow(kStackWiped);
    kiosk::giveBackFreedMemory();
    inBackground(
        this,
        [traces = m_traces, options = m_options, find = m_parts.search] { return find(*traces, options); },
        [this](const tl::expected<kiosk::Findings, std::string>& findings) { onSearched(findings); });
}

void Erasure::onSearched(const tl::expected<kiosk::Findings, std::string>& findings) {
    if (findings && findings->count == 0) {
        m_traces->clear();
        emit erased(m_tries == 1);
    } else if (m_tries < kMostTries && findings) {
        askEngine();
    } else {
        emit remains(findings ? sentenceOf(*findings) : QString::fromStdString(findings.error()));
    }
}

} // namespace peripheral

#include "moc_erasure.cpp"
