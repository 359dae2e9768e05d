// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// All that a store needs beside its SQL: whoever writes one begins here.
#include "qt_test.h"
#include "reply_to.h"
#include "storage/schema.h"
#include "storage/statement.h"
#include "storage/storage_thread.h"

#include <QTemporaryDir>

#include <optional>

using namespace peripheral;

class ToyStore : public StoreWorker {
public:
    Status open(std::shared_ptr<const DataFolder> folder) override {
        auto database = openDatabase(*folder, {"toys", 0x544f5953, migrationsIn(":/toy_migrations")});
        if (!database)
            return tl::unexpected(database.error());
        m_folder = std::move(folder);
        m_database = std::move(*database);
        return {};
    }
    [[nodiscard]] bool isOpen() const override { return m_database.has_value(); }
    bool close() override {
        m_database.reset();
        m_folder.reset();
        return true;
    }
    Status add(const QString& name) { return run(*m_database, "INSERT INTO toys VALUES (?1)", name); }
    Result<qint64> count() { return m_database->number("SELECT count(*) FROM toys"); }

private:
    std::shared_ptr<const DataFolder> m_folder;
    std::optional<Database> m_database;
};

class ToyStoreTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasAdded() {
        const QTemporaryDir folder;
        for (const char* name : {"bear", "train"}) {
            StorageThread storage;
            const Remote<ToyStore> toys = storage.add(std::make_unique<ToyStore>());
            storage.open(folder.path());
            QVERIFY(replyTo(toys.ask(&ToyStore::add, name)));
            QCOMPARE(replyTo(toys.ask(&ToyStore::count)).value(), qstrcmp(name, "bear") == 0 ? 1 : 2);
        }
    }
};

PERIPHERAL_QT_TEST(ToyStoreTest, QCoreApplication)
#include "toy_store_test.moc"
