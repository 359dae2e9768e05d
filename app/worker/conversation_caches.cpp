// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/conversation_caches.h"

#include <string>
#include <utility>

namespace peripheral {

plm::Status ConversationCaches::open(const std::filesystem::path& folder, std::uint64_t budgetBytes) {
    auto opened = plm::CacheFolder::open(folder, budgetBytes);
    if (!opened)
        return tl::unexpected(opened.error());
    const plm::Status shrunk = opened->setBudget(budgetBytes); // it may have become smaller
    if (budgetBytes > 0)
        m_folder = std::move(*opened);
    return shrunk;
}

plm::Status ConversationCaches::begin(plm::Engine& engine, qint64 conversation) {
    if (conversation == m_conversation)
        return {};
    const plm::Status saved = save(engine);
    m_unsaved = false; // where that failed, it would fail again
    m_conversation = conversation;
    const plm::Status restored = restore(engine);
    return saved ? restored : saved;
}

plm::Status ConversationCaches::save(plm::Engine& engine) {
    if (!hasUnsaved())
        return {};
    m_unsaved = false;
    return engine.saveCache(*m_folder, std::to_string(m_conversation));
}

plm::Status ConversationCaches::restore(plm::Engine& engine) {
    const std::string key = std::to_string(m_conversation);
    if (m_conversation == 0 || !m_folder || !m_folder->holds(key))
        return {};
    return engine.restoreCache(*m_folder, key);
}

void ConversationCaches::reset() {
    m_conversation = 0;
    m_unsaved = false;
}

plm::Status ConversationCaches::forget(qint64 conversation) {
    if (conversation == m_conversation)
        reset();
    return m_folder ? m_folder->remove(std::to_string(conversation)) : plm::Status();
}

} // namespace peripheral
