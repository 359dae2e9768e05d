// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat.h"
#include "history/history.h"
#include "storage/data_folder.h"
#include "storage/storage_thread.h"

namespace peripheral {

/// What there is of one visitor: a conversation that is kept in memory for as long as this lives. Each
/// outlives those below it. GUI thread.
struct Visitor {
    Visitor(EngineThread& engine, LoadedModel& model, Settings& settings)
        : chat({.engine = engine, .history = history, .model = model, .settings = settings}) {
        storage.open(DataFolder::inMemory());
    }

    StorageThread storage;
    History history{storage};
    Chat chat;
};

} // namespace peripheral
