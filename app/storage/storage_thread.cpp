// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storage_thread.h"

#include <QMetaObject>

#include <sqlite3.h>
#include <utility>

namespace peripheral {

/// The inside of StorageThread, in its thread.
class StorageThread::Stores : public QObject {
public:
    void add(StoreWorker* store) { m_stores.push_back(store); }
    void open(const QString& dataDir);
    void open(DataFolder folder);
    void tryAgain();
    bool close();

private:
    using Folder = std::shared_ptr<const DataFolder>;

    /// Every store that is not open yet is opened in the folder, or refused where there is none.
    void open(const Result<Folder>& folder);

    std::vector<StoreWorker*> m_stores;
    QString m_dataDir;                        ///< as asked for last
    bool m_inMemory = false;                  ///< and that was in memory
    std::weak_ptr<const DataFolder> m_folder; ///< claimed while a store is open in it
};

void StorageThread::Stores::open(const QString& dataDir) {
    m_dataDir = dataDir;
    m_inMemory = false;
    if (Folder held = m_folder.lock())
        return open(Result<Folder>(std::move(held)));
    Result<DataFolder> claimed = DataFolder::claim(dataDir);
    if (claimed)
        open(std::move(*claimed));
    else
        open(Result<Folder>(tl::unexpected(claimed.error())));
}

void StorageThread::Stores::open(DataFolder folder) {
    m_dataDir = folder.path();
    m_inMemory = folder.isInMemory();
    const auto claimed = std::make_shared<const DataFolder>(std::move(folder));
    m_folder = claimed;
    open(Result<Folder>(claimed));
}

void StorageThread::Stores::tryAgain() {
    if (m_inMemory)
        open(DataFolder::inMemory());
    else
        open(m_dataDir);
}

void StorageThread::Stores::open(const Result<Folder>& folder) {
    for (StoreWorker* store : m_stores) {
        if (store->isOpen())
            continue;
        const Status status = folder ? store->open(*folder) : tl::unexpected(folder.error());
        if (status)
            emit store->opened();
        else
            emit store->refused(status.error());
    }
}

bool StorageThread::Stores::close() {
    bool written = true;
    for (StoreWorker* store : m_stores)
        written = store->close() && written;
    return written;
}

StorageThread::StorageThread() : m_stores(std::make_unique<Stores>()) {
    m_stores->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("storage"));
    m_thread.start();
}

StorageThread::~StorageThread() {
    close();
}

void StorageThread::take(std::unique_ptr<StoreWorker> store) {
    StoreWorker* added = store.get();
    m_owned.push_back(std::move(store));
    added->moveToThread(&m_thread);
    post(m_stores.get(), [stores = m_stores.get(), added] { stores->add(added); });
}

void StorageThread::open(const QString& dataDir) {
    post(m_stores.get(), [stores = m_stores.get(), dataDir] { stores->open(dataDir); });
}

void StorageThread::open(DataFolder folder) {
    // Requests are copied where they wait.
    auto claimed = std::make_shared<DataFolder>(std::move(folder));
    post(m_stores.get(), [stores = m_stores.get(), claimed] { stores->open(std::move(*claimed)); });
}

void StorageThread::tryAgain() {
    post(m_stores.get(), [stores = m_stores.get()] { stores->tryAgain(); });
}

std::uint64_t StorageThread::memoryUsed() {
    return static_cast<std::uint64_t>(sqlite3_memory_used());
}

bool StorageThread::close() {
    if (!m_thread.isRunning())
        return true;
    bool written = false;
    QMetaObject::invokeMethod(
        m_stores.get(), [&] { written = m_stores->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    return written;
}

} // namespace peripheral

#include "moc_storage_thread.cpp"
