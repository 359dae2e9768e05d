// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/cache_folder.h>
#include <plm/engine.h>

#include <QtGlobal>

#include <optional>

namespace peripheral {

/// Which conversation the engine remembers, and the saved caches of the others: an answer in one that was
/// left reads only what is new. Errors are sentences for the log; nothing but speed is lost. Engine's thread.
class ConversationCaches {
public:
    /// From now on uses `folder`. With a budget of 0 nothing is saved, and what was saved before is removed.
    plm::Status open(const std::filesystem::path& folder, std::uint64_t budgetBytes);

    /// Before an answer in `conversation` (0: none that is kept): saves what is remembered of another one,
    /// and takes up what was saved of this one. The first thing that goes wrong is told; the answer may begin
    /// all the same.
    plm::Status begin(plm::Engine& engine, qint64 conversation);
    /// After an answer: the engine remembers more of the conversation than is saved.
    void answered() { m_unsaved = m_conversation != 0; }
    /// Saves what is not saved.
    plm::Status save(plm::Engine& engine);
    /// The engine remembers nothing any more: another model is open.
    void reset();
    /// Removes what is saved of `conversation`, and saves no more of it until it is answered again.
    plm::Status forget(qint64 conversation);

    [[nodiscard]] bool hasUnsaved() const { return m_folder && m_unsaved; }

private:
    plm::Status restore(plm::Engine& engine);

    std::optional<plm::CacheFolder> m_folder; ///< nothing is saved while there is none
    qint64 m_conversation = 0;                ///< that of the last answer
    bool m_unsaved = false;
};

} // namespace peripheral
