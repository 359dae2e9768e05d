// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote.h"
#include "storage/data_folder.h"
#include "storage/failure.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace peripheral {

/// A store as its thread sees it. Lives in the storage's thread (see StorageThread), and is called there
/// only.
class StoreWorker : public QObject {
    Q_OBJECT

public:
    /// Opens what the store keeps in the folder. The claim on the folder lasts for as long as any store holds
    /// on to `folder`, and a store does so while it is open.
    virtual Status open(std::shared_ptr<const DataFolder> folder) = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;

    /// Writes what is left, closes and lets go of the folder; false where something could not be written.
    virtual bool close() = 0;

signals:
    void opened();
    /// The folder, or the store's file in it, cannot be used and was left as it is.
    void refused(const peripheral::Failure& failure);
};

/// The thread on which stores run, each with a file and a connection of its own in one claimed folder.
///
/// Made and destroyed by one thread, which its stores answer to; it outlives what posts to them. All that is
/// asked of it and of its stores happens in the order of asking.
class StorageThread {
public:
    /// Starts the thread; nothing is read before open().
    StorageThread();
    StorageThread(const StorageThread&) = delete;
    StorageThread& operator=(const StorageThread&) = delete;
    /// Closes if that has not been done.
    ~StorageThread();

    /// Takes a store in. It lives in the thread from now on, and is deleted after the thread has ended. Gives
    /// the way to it, whose replies come in the thread that made this.
    template <class Store>
    Remote<Store> add(std::unique_ptr<Store> store) {
        const Remote<Store> remote(store.get(), &m_here);
        take(std::move(store));
        return remote;
    }

    /// Opens the stores in a data folder, made if it is not there (see DataFolder). Each says opened() or
    /// refused() for itself; those that are open already say nothing.
    void open(const QString& dataDir);
    /// The same with a folder that is claimed already, or one in memory.
    void open(DataFolder folder);
    /// Tries the same folder again for those that were refused.
    void tryAgain();

    /// Bytes of memory that the databases of this process take. Any thread.
    [[nodiscard]] static std::uint64_t memoryUsed();

    /// Behind all that was posted before: closes the stores, gives up the folder and ends the thread; blocks
    /// until that is done. Later requests are ignored. False where something could not be written.
    bool close();

private:
    class Stores;

    void take(std::unique_ptr<StoreWorker> store);

    QObject m_here; ///< by which replies come; outlives the thread
    QThread m_thread;
    std::vector<std::unique_ptr<StoreWorker>> m_owned; ///< they live in m_thread; deleted after it has ended
    std::unique_ptr<Stores> m_stores;                  ///< likewise
};

} // namespace peripheral
