// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_thread.h"

#include <QObject>
#include <QVariant>
#include <QtQmlIntegration>

#include <optional>
#include <stop_token>

namespace peripheral {

/// Writes the last answer again, once leaving out weights of neurons that are zero and once not, with the
/// same seed: to show what the difference is, and that the words are the same. Nothing of it is saved. An
/// answer that is asked for meanwhile goes first and ends it. GUI thread.
class AnswerReplay : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnswerReplay)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::AnswerReplay::State state READ state NOTIFY changed)
    /// start() would do something: there is an answer that was written with skipping, and none is under way.
    Q_PROPERTY(bool available READ available NOTIFY changed)
    /// It is at work.
    Q_PROPERTY(bool running READ running NOTIFY changed)
    /// Tokens a second; undefined: not measured.
    Q_PROPERTY(QVariant sparseSpeed READ sparseSpeed NOTIFY changed)
    Q_PROPERTY(QVariant denseSpeed READ denseSpeed NOTIFY changed)
    /// Bytes of weights and cache a token.
    Q_PROPERTY(QVariant sparseBytes READ sparseBytes NOTIFY changed)
    Q_PROPERTY(QVariant denseBytes READ denseBytes NOTIFY changed)
    /// Whether both gave the tokens of the answer; undefined before both are done.
    Q_PROPERTY(QVariant sameTokens READ sameTokens NOTIFY changed)
    /// Tokens of the answer that is written again.
    Q_PROPERTY(int tokens READ tokens NOTIFY changed)

public:
    enum State {
        NothingYet,  ///< no answer has ended since the model was opened
        Ready,       ///< there is one
        Sparse,      ///< it is written with skipping
        Dense,       ///< and now without
        Done,        ///< both are measured
        Interrupted, ///< an answer was asked for, or somebody cancelled
        Failed       ///< the engine failed
    };
    Q_ENUM(State)

    /// `engine` must outlive it.
    explicit AnswerReplay(EngineThread& engine, QObject* parent = nullptr);
    ~AnswerReplay() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool available() const;
    [[nodiscard]] bool running() const { return m_state == Sparse || m_state == Dense; }
    [[nodiscard]] QVariant sparseSpeed() const;
    [[nodiscard]] QVariant denseSpeed() const;
    [[nodiscard]] QVariant sparseBytes() const;
    [[nodiscard]] QVariant denseBytes() const;
    [[nodiscard]] QVariant sameTokens() const;
    [[nodiscard]] int tokens() const { return m_last ? m_last->generation.statistics.answerTokens : 0; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void cancel();

signals:
    void changed();

private:
    /// An answer as it was asked for, and what came.
    struct Answered {
        AnswerRequest request;
        plm::Generation generation;
    };

    void onAsked();
    void onEnded(const AnswerRequest& request, const plm::Generation& generation);
    void forget();
    void run(State state);
    void onReply(State state, const AnswerReply& reply);
    void setState(State state);

    EngineThread& m_engine;
    State m_state = NothingYet;
    bool m_answering = false; ///< the chat
    std::optional<Answered> m_last;
    std::optional<plm::Generation> m_sparse, m_dense;
    std::stop_source m_stop;
};

} // namespace peripheral
