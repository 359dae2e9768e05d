// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat.h"
#include "kiosk/config.h"
#include "kiosk/visit.h"
#include "visit/erasure.h"

#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

#include <functional>
#include <memory>

namespace peripheral {

/// What QML calls the stages of a visit; kiosk::Stage.
// NOLINTNEXTLINE(readability-identifier-naming): that is the name of the type in QML
namespace KioskStage {
Q_NAMESPACE
QML_ELEMENT

enum Value { Inviting, Consent, Chatting, Countdown, Erasing, Erased };
Q_ENUM_NS(Value)
} // namespace KioskStage

/// A kiosk and its visitors, one after the other: the course of a visit, the chat that is there as long as
/// the visitor, and the erasing of it. GUI thread.
class Kiosk : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Kiosk)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::KioskStage::Value stage READ stage NOTIFY stageChanged)
    /// The stage, or what the countdown stands over.
    Q_PROPERTY(peripheral::KioskStage::Value screen READ screen NOTIFY stageChanged)
    /// Of the countdown, whole seconds that are left, and the share of it that is, 1 to 0.
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY countdownChanged)
    Q_PROPERTY(double countdownShare READ countdownShare NOTIFY countdownChanged)
    /// The visitor's conversation; null while there is no visitor. What shows it must be gone in the same
    /// turn of the event loop in which this becomes null.
    Q_PROPERTY(peripheral::Chat* chat READ chat NOTIFY chatChanged)
    /// Answers that the visitor may still have; -1: as many as they like.
    Q_PROPERTY(int answersLeft READ answersLeft NOTIFY obstacleChanged)
    /// Why no question can be asked now.
    Q_PROPERTY(peripheral::Kiosk::Obstacle obstacle READ obstacle NOTIFY obstacleChanged)
    /// The machine is warm, and takes longer for an answer.
    Q_PROPERTY(bool warm READ warm NOTIFY obstacleChanged)

public:
    enum Obstacle {
        None,
        Answering,       ///< an answer is under way
        Loading,         ///< the model is on its way
        NoModel,         ///< it could not be opened
        AnswersUsed,     ///< the visitor has had as many as there are
        ContextFull,     ///< the conversation has become too long
        QuestionTooLong, ///< it would, with what stands in the input
        Hot,             ///< the machine has to cool first
    };
    Q_ENUM(Obstacle)

    struct Parts {
        EngineThread& engine;
        LoadedModel& model;
        Settings& settings;
        const kiosk::Config& config;
        /// Since any one moment; for tests of their own.
        std::function<kiosk::Visit::Time()> clock{};
        /// Called where something of a visitor was found again: the process is to start anew, and does not
        /// come back. `why` names places and no words of the visitor.
        std::function<void(const QString& why)> startAnew{};
        /// Called while erasing, when the visitor's objects are gone: what else the interface keeps.
        std::function<void()> eraseInterface{};
        /// What the program itself says, in all languages: not looked for.
        std::function<QStringList()> ownTexts{};
        Erasure::Search search = Erasure::standardSearch();
        double pace = 0; ///< as Chat::setPace(); for tests
    };
    explicit Kiosk(Parts parts, QObject* parent = nullptr);
    ~Kiosk() override;

    [[nodiscard]] KioskStage::Value stage() const;
    [[nodiscard]] KioskStage::Value screen() const;
    [[nodiscard]] int secondsLeft() const;
    [[nodiscard]] double countdownShare() const;
    [[nodiscard]] Chat* chat() const;
    [[nodiscard]] int answersLeft() const;
    [[nodiscard]] Obstacle obstacle() const { return m_obstacle; }
    [[nodiscard]] bool warm() const { return m_warm; }

    /// A visitor touches the invitation.
    Q_INVOKABLE void begin();
    /// The visitor agrees to the privacy note.
    Q_INVOKABLE void agree();
    /// Anything that a person does: touches, types, scrolls. Ends the countdown.
    Q_INVOKABLE void noteActivity();
    /// The visitor, or the operator, ends the visit; what was said is erased.
    Q_INVOKABLE void finish();
    /// Asks, where nothing is in the way and `text` is not empty; cut to the operator's limit.
    Q_INVOKABLE void ask(const QString& text);
    /// What was put into the input from the clipboard, or is about to be: looked for later.
    Q_INVOKABLE void noteText(const QString& text);

    /// The program ends: what a visitor was told ends with it.
    void end();
    /// Whether anybody is there.
    [[nodiscard]] bool hasVisitor() const { return m_visitor != nullptr; }
    /// How the machine's heat is: whether it is warm, and so hot that no question is answered.
    void setHeat(bool warm, bool hot);
    /// Looks at the clock: what time has brought. Called by itself; for tests with a clock of their own.
    void advance();

signals:
    void stageChanged();
    void countdownChanged();
    void chatChanged();
    void obstacleChanged();
    /// For statistics: a visit began; an answer of so many tokens ended after so many seconds; a visit was
    /// erased, and whether at the first try; it could not be erased, and the process is about to start anew.
    void visitBegan();
    void answered(int tokens, double seconds);
    void visitErased(bool atOnce);
    void erasureFailed();

private:
    [[nodiscard]] kiosk::Visit::Time now() const { return m_parts.clock(); }
    void change(const std::function<void()>& step);
    void onStage(kiosk::Stage before);
    void receiveVisitor();
    void watch(Chat& chat);
    void noteDraft();
    void noteContext();
    void eraseVisit();
    void onErased(bool atOnce);
    void updateObstacle();
    void setTimer();

    Parts m_parts;
    kiosk::Visit m_visit;
    QTimer m_timer;
    std::unique_ptr<Visitor> m_visitor;
    Erasure m_erasure;
    Obstacle m_obstacle = Loading;
    Obstacle m_context = None; ///< of those, what the context's room says
    int m_answers = 0;         ///< of this visitor
    QString m_draft;           ///< as it was noted last
    bool m_warm = false;
    bool m_hot = false;
};

} // namespace peripheral
