// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history.h"

#include "storage/storage_thread.h"

namespace peripheral {

History::History(StorageThread& storage, QObject* parent)
    : QObject(parent),
      Remote(storage.add(std::make_unique<HistoryWorker>())),
      m_storage(storage) {
    connect(object(), &HistoryWorker::opened, this, &History::opened);
    connect(object(), &HistoryWorker::refused, this, &History::refused);
    connect(object(), &HistoryWorker::failed, this, &History::failed);
    connect(object(), &HistoryWorker::recovered, this, &History::recovered);
}

void History::tryAgain() {
    m_storage.tryAgain();
}

} // namespace peripheral

#include "moc_history.cpp"
