// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the stores take of memory is told as the part of it that it is.
#include "qt_test.h"
#include "storage/database.h"
#include "storage/storage_thread.h"

#include <plm/memory_parts.h>

#include <QTemporaryDir>

#include <array>

using namespace peripheral;

namespace {

constexpr double kMegabyte = 1 << 20;

plm::MemoryByPart memoryNow() {
    const std::array counted{plm::CountedMemory{plm::MemoryPart::History, StorageThread::memoryUsed()}};
    return plm::memoryByPart(plm::memoryMappings(), {}, counted);
}

double grown(plm::MemoryPart part, const plm::MemoryByPart& before, const plm::MemoryByPart& after) {
    return (static_cast<double>(after.of(part).own) - static_cast<double>(before.of(part).own)) / kMegabyte;
}

} // namespace

class MemoryUsedTest : public QObject {
    Q_OBJECT

private slots:
    void isTheHistorysPart() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("A sanitizer's allocator does not lie where malloc's does.");
#endif
        const QTemporaryDir folder;
        const plm::MemoryByPart before = memoryNow();
        auto database = Database::open(folder.filePath("large.sqlite"));
        QVERIFY(database);
        QVERIFY(database->execute(
            "PRAGMA cache_size = -100000; PRAGMA temp_store = MEMORY;"
            "CREATE TEMP TABLE large(bytes BLOB);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
            "INSERT INTO large SELECT zeroblob(1000) FROM n"));
        const plm::MemoryByPart after = memoryNow();
        QVERIFY2(qAbs(grown(plm::MemoryPart::History, before, after) - 50) < 8,
                 qPrintable(QString::number(grown(plm::MemoryPart::History, before, after))));
        QVERIFY(qAbs(grown(plm::MemoryPart::Unattributed, before, after)) < 1);
        QVERIFY(qAbs(grown(plm::MemoryPart::Program, before, after)) < 5);
    }
};

PERIPHERAL_QT_TEST(MemoryUsedTest, QCoreApplication)
#include "memory_used_test.moc"
