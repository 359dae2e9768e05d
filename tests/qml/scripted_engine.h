// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/engine.h>

#include <memory>
#include <mutex>
#include <string>

/// Text that a test lets a held answer go on with. From any thread.
class MoreText {
public:
    void say(const std::string& text);
    /// What was said since it was last taken; empty where that is nothing.
    std::string take();

private:
    std::mutex m_mutex;
    std::string m_text;
};

/// An engine for tests of the window: it answers what it was told to, and can be held in the middle of it.
struct Script {
    enum class Hold {
        Never,
        WhileReading, ///< at 412 of 1,024 tokens of the prompt, until it is stopped
        AtTheEnd,     ///< all text has come, but the answer goes on until it is stopped
        WhileLoading, ///< at 42 % of the model, until that is cancelled
    };

    std::string answer = "Cold.";
    Hold hold = Hold::Never;
    std::string name = "PLM-nano"; ///< of the model that is opened
    std::string loadError{};       ///< opening a model fails with this sentence
    std::string notice{};          ///< of the model that is opened
    std::string failure{};         ///< answers end with this sentence
    std::shared_ptr<MoreText> more = std::make_shared<MoreText>(); ///< of an answer that is held AtTheEnd
};

/// `script` is read at each call, in the engine's thread: change it only while the engine is idle.
std::unique_ptr<plm::Engine> makeScriptedEngine(std::shared_ptr<const Script> script);
