// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/engine.h>

#include <functional>
#include <memory>
#include <string>

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
    std::string loadError; ///< opening a model fails with this sentence
};

/// `script` is read at each call, in the engine's thread: change it only while the engine is idle.
std::unique_ptr<plm::Engine> makeScriptedEngine(std::shared_ptr<const Script> script);
