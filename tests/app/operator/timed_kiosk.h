// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat_setup.h"
#include "visit/kiosk.h"

#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace peripheral {

/// A kiosk with real threads, an engine that does as told, and a clock that only tests turn on.
class TimedKiosk {
public:
    /// `engine` empty: one that does as `told` says.
    explicit TimedKiosk(const kiosk::Config& config = {}, const EngineFactory& engine = {});

    /// Opens the model and waits for it; false where it does not come.
    [[nodiscard]] bool start();
    /// Time goes by for the visit.
    void pass(std::chrono::milliseconds time);
    /// A visitor comes, agrees, and is there to ask.
    void receive();

private:
    QTemporaryDir m_folder; // outlives those below
    kiosk::Visit::Time m_now{0};

public:
    const kiosk::Config config;
    const std::shared_ptr<Told> told = std::make_shared<Told>();
    ChatSetup objects;
    Kiosk kiosk;
};

} // namespace peripheral
