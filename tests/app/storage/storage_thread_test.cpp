// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Several stores on one thread and one claimed folder: each is opened and refused for itself.
#include "qt_test.h"
#include "storage/storage_thread.h"

#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace peripheral;

/// A store without a file that does as told.
class ToldStore : public StoreWorker {
public:
    std::atomic<bool> refuses = false;
    std::atomic<bool> failsToClose = false;
    std::atomic<int> opens = 0;
    std::atomic<QThread*> openedIn = nullptr;

    Status open(std::shared_ptr<const DataFolder> folder) override {
        ++opens;
        openedIn = QThread::currentThread();
        if (refuses)
            return fail(FailureKind::Corrupt, QStringLiteral("Damaged."));
        m_folder = std::move(folder);
        return {};
    }
    [[nodiscard]] bool isOpen() const override { return m_folder != nullptr; }
    bool close() override {
        m_folder.reset();
        return !failsToClose;
    }

private:
    std::shared_ptr<const DataFolder> m_folder;
};

/// What a store has said, as it is heard in this thread.
struct Said {
    int opened = 0;
    QList<FailureKind> refused;
};

class StorageThreadTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_storage.reset(); }
    void opensAllStoresInAThreadOfItsOwn();
    void refusesOneStoreAndOpensTheOther();
    void triesAgainOnlyWhatWasRefused();
    void refusesAllInAFolderThatIsHeld();
    void holdsTheFolderWhileAStoreIsOpen();
    void letsGoOfAFolderThatNoStoreWants();
    void saysWhetherAllWasWritten();

private:
    [[nodiscard]] QString path() const { return m_folder->path(); }
    ToldStore* add(Said& said);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StorageThread> m_storage;
    ToldStore* m_first = nullptr;
    ToldStore* m_second = nullptr;
    Said m_firstSaid, m_secondSaid;
};

void StorageThreadTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_storage = std::make_unique<StorageThread>();
    m_first = add(m_firstSaid);
    m_second = add(m_secondSaid);
}

ToldStore* StorageThreadTest::add(Said& said) {
    said = {};
    ToldStore* store = m_storage->add(std::make_unique<ToldStore>()).object();
    connect(store, &StoreWorker::opened, this, [&said] { ++said.opened; });
    connect(store, &StoreWorker::refused, this,
            [&said](const Failure& failure) { said.refused << failure.kind; });
    return store;
}

void StorageThreadTest::opensAllStoresInAThreadOfItsOwn() {
    m_storage->open(path());
    QTRY_COMPARE(m_secondSaid.opened, 1);
    QCOMPARE(m_firstSaid.opened, 1);
    QVERIFY(m_first->openedIn != QThread::currentThread());
    QCOMPARE(m_first->openedIn.load(), m_second->openedIn.load());
}

void StorageThreadTest::refusesOneStoreAndOpensTheOther() {
    m_first->refuses = true;
    m_storage->open(path());
    QTRY_COMPARE(m_secondSaid.opened, 1);
    QCOMPARE(m_firstSaid.refused, (QList{FailureKind::Corrupt}));
}

void StorageThreadTest::triesAgainOnlyWhatWasRefused() {
    m_first->refuses = true;
    m_storage->open(path());
    QTRY_COMPARE(m_firstSaid.refused.size(), 1);
    m_first->refuses = false;
    m_storage->tryAgain();
    QTRY_COMPARE(m_firstSaid.opened, 1);
    QCOMPARE(m_first->opens.load(), 2);
    QCOMPARE(m_second->opens.load(), 1);
}

void StorageThreadTest::refusesAllInAFolderThatIsHeld() {
    auto held = DataFolder::claim(path());
    QVERIFY(held);
    m_storage->open(path());
    QTRY_COMPARE(m_secondSaid.refused, (QList{FailureKind::Locked}));
    QCOMPARE(m_firstSaid.refused, (QList{FailureKind::Locked}));
    QCOMPARE(m_first->opens.load(), 0);
    m_storage->open(std::move(*held)); // now it is this thread's
    QTRY_COMPARE(m_secondSaid.opened, 1);
}

void StorageThreadTest::holdsTheFolderWhileAStoreIsOpen() {
    m_first->refuses = true;
    m_storage->open(path());
    QTRY_COMPARE(m_secondSaid.opened, 1);
    QCOMPARE(DataFolder::claim(path()).error().kind, FailureKind::Locked);
    QVERIFY(m_storage->close());
    QVERIFY(DataFolder::claim(path()));
}

void StorageThreadTest::letsGoOfAFolderThatNoStoreWants() {
    m_first->refuses = m_second->refuses = true;
    m_storage->open(path());
    QTRY_COMPARE(m_secondSaid.refused.size(), 1);
    QTRY_VERIFY(DataFolder::claim(path())); // another process may have it
}

void StorageThreadTest::saysWhetherAllWasWritten() {
    m_first->failsToClose = true;
    m_storage->open(path());
    QVERIFY(!m_storage->close());
    QVERIFY(!m_second->isOpen()); // closed all the same, as the thread has ended
    m_storage->open(path());      // not heard any more
    QCOMPARE(m_second->opens.load(), 1);
    QVERIFY(m_storage->close());
}

PERIPHERAL_QT_TEST(StorageThreadTest, QCoreApplication)
#include "storage_thread_test.moc"
