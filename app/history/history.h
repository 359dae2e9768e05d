// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_worker.h"
#include "remote/remote.h"

#include <QObject>

namespace peripheral {

class StorageThread;

/// The conversations on disk, as other threads see them: a HistoryWorker among the stores of a StorageThread.
///
/// What it can do is asked of the worker, by Remote: ask(&HistoryWorker::path, id).then(…), or tell() where
/// there is no reply, and that from any thread: the engine's tells its pieces by itself, so that a busy GUI
/// cannot delay their saving. The end is the storage's: StorageThread::close() writes all that was posted so
/// far, marks answers that still stream as broken off and erases removed conversations. Later requests are
/// ignored.
class History : public QObject, public Remote<HistoryWorker> {
    Q_OBJECT

public:
    /// Joins the stores of `storage`, which outlives this: opened with them, and answered by opened() or
    /// refused().
    explicit History(StorageThread& storage, QObject* parent = nullptr);

    /// After refused(): tries the same folder again, and is answered in the same way.
    void tryAgain();

signals: // the worker's, in the thread that this lives in
    void opened();
    /// The folder cannot be used and was left as it is; until it is opened every request fails.
    void refused(const peripheral::Failure& failure);
    void failed(const peripheral::Failure& failure);
    void recovered();

private:
    StorageThread& m_storage;
};

} // namespace peripheral
