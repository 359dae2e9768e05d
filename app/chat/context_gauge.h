// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_thread.h"

#include <QTimer>

#include <functional>

namespace peripheral {

/// How many tokens of the context the conversation that is shown takes, its draft included. Counted a moment
/// after the last change and only while the engine is free: requests never pile up, the latest counts. GUI
/// thread.
class ContextGauge : public QObject {
    Q_OBJECT

public:
    using Messages = std::function<std::vector<plm::ChatMessage>()>;

    /// `messages` gives the conversation as it is at the moment of counting.
    ContextGauge(EngineThread& engine, Messages messages, QObject* parent = nullptr);

    /// Tokens; 0 while that is not known.
    [[nodiscard]] int used() const { return m_used; }

    /// The conversation or the draft has changed.
    void recount();
    /// While busy nothing is counted.
    void setBusy(bool busy);
    /// What an answer's own figures say.
    void setUsed(int tokens);

signals:
    void usedChanged();

private:
    void ask();
    void onCounted(int tokens);

    EngineThread& m_engine;
    Messages m_messages;
    QTimer m_debounce;
    bool m_busy = false;
    bool m_stale = false;    ///< changed since it was asked about last
    bool m_counting = false; ///< the engine has been asked
    int m_used = 0;
};

} // namespace peripheral
