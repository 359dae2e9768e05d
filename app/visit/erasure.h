// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/memory_search.h"
#include "kiosk/traces.h"
#include "visit/visitor.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace peripheral {

/// The erasing of one visit after the other, and the proof of it: when all that held words of the visitor is
/// gone, the process's memory is searched for them. GUI thread; the search runs in another.
class Erasure : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Erasure)

public:
    /// As kiosk::searchMemory().
    using Search = std::function<tl::expected<kiosk::Findings, std::string>(const kiosk::Traces&,
                                                                            const kiosk::SearchOptions&)>;

    struct Parts {
        EngineThread& engine;
        /// What else the interface keeps is to be let go. May be empty, as the next one.
        std::function<void()> eraseInterface{};
        std::function<QStringList()> ownTexts{};
        Search search = standardSearch();
    };
    explicit Erasure(Parts parts, QObject* parent = nullptr);
    ~Erasure() override;

    /// Searches memory; under sanitizers, which keep what is freed, it finds nothing.
    [[nodiscard]] static Search standardSearch();

    /// A text of the visitor, in whatever way it came into the process.
    void note(const QString& text);
    /// Ends what the engine does for the visitor, and erases it all; answered by erased() or remains(). What
    /// came of an answer that is broken off is noted.
    void begin(std::unique_ptr<Visitor> visitor);

signals:
    /// Nothing is found any more; at the first try, or later.
    void erased(bool atOnce);
    /// Something is, try after try: where, without a word of the visitor.
    void remains(const QString& where);

private:
    /// Has the engine's thread wipe its stack and tell where its weights lie, and then goes on.
    void askEngine();
    void noteWeights(const EngineMemory& memory);
    void tryAgain();
    void search();
    void onSearched(const tl::expected<kiosk::Findings, std::string>& findings);

    Parts m_parts;
    std::unique_ptr<Visitor> m_visitor;
    std::shared_ptr<kiosk::Traces> m_traces; ///< shared with the search
    QTimer m_settle;                         ///< until what goes later than its owner is gone
    kiosk::SearchOptions m_options;          ///< leaves out what is the model's
    int m_tries = 0;
};

} // namespace peripheral
