// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a model is computed with, and why.
#include "models/local_path.h"
#include "qt_test.h"
#include "worker/executor_in_use.h"

#include <QDir>
#include <QTemporaryDir>

#include <tuple>
#include <utility>

using namespace peripheral;

class ExecutorInUseTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void takesTheGpuThatWasFaster();
    void takesTheCpuWhereItWasWishedFor();
    void takesTheGpuThatWasNamed();
    void tellsThatAGpuHasSomeOfTheLayers();
    void skipsOneThatWentWrong();
    void keepsToTheStandIn();
    void leavesAMarkUntilTheFirstAnswer();

private:
    /// A card that was faster with this model.
    [[nodiscard]] ExecutorWish wish(const char* name) const;
    [[nodiscard]] int marks() const {
        return static_cast<int>(QDir(m_folder->path()).entryList(QDir::Files).size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    plm::ModelInfo m_model;
};

ExecutorWish ExecutorInUseTest::wish(const char* name) const {
    ExecutorWish wish{.name = name, .folder = systemPath(m_folder->path())};
    wish.gpus.print = plm::driverPrint();
    wish.gpus.remember({.outcome = plm::GpuOutcome::Found,
                        .devices = {{.number = 2, .name = "Card", .kind = plm::GpuKind::Discrete}}});
    wish.gpus.remember(2, plm::GpuMeasure{.outcome = plm::GpuOutcome::Faster,
                                          .reason = "Card is faster.",
                                          .modelShape = plm::shapeOf(m_model),
                                          .gpuSpeed = 40,
                                          .cpuSpeed = 10});
    return wish;
}

void ExecutorInUseTest::takesTheGpuThatWasFaster() {
    ExecutorInUse executor;
    const plm::ChosenExecutor chosen = executor.choose(wish("auto"), m_model);
    QCOMPARE(chosen.executor->name, std::string_view("vulkan"));
    QCOMPARE(chosen.gpu, 2);
    const ExecutorFacts facts = executor.facts("Vulkan");
    QCOMPARE(facts.name, QString("Card"));
    QCOMPARE(facts.id, QString("vulkan:2"));
    QCOMPARE(facts.reason, QString("Card is faster."));
    QCOMPARE(facts.measure->cpuSpeed, 10.0);
}

void ExecutorInUseTest::takesTheCpuWhereItWasWishedFor() {
    ExecutorInUse executor;
    QCOMPARE(executor.choose(wish("cpu"), m_model).executor->name, std::string_view("cpu"));
    QCOMPARE(executor.facts("CPU").name, QString("CPU"));
    QCOMPARE(executor.facts("CPU").reason, QString());
    QCOMPARE(executor.choose(wish("vulkan:x"), m_model).executor->name, std::string_view("cpu"));
    QCOMPARE(marks(), 0);
}

void ExecutorInUseTest::takesTheGpuThatWasNamed() {
    ExecutorInUse executor;
    const plm::ChosenExecutor chosen = executor.choose(wish("vulkan:5"), m_model);
    QCOMPARE(chosen.gpu, 5);
    QCOMPARE(executor.facts("Vulkan").name, QString("GPU 5"));
    QCOMPARE(executor.facts("Vulkan").reason, QString());
}

void ExecutorInUseTest::tellsThatAGpuHasSomeOfTheLayers() {
    const QString told("The GPU has memory for 14 of the 28 layers; the CPU computes the others.");
    for (const auto& [name, before] : {std::pair("auto", "Card is faster. "), {"vulkan:5", ""}}) {
        ExecutorInUse executor;
        std::ignore = executor.choose(wish(name), m_model);
        executor.opened({.layers = 14}, 28);
        QCOMPARE(executor.facts("Vulkan").reason, before + told);
        executor.opened({.layers = 28}, 28);
        QCOMPARE(executor.facts("Vulkan").reason, QString(before).trimmed());
    }
}

void ExecutorInUseTest::skipsOneThatWentWrong() {
    for (const char* name : {"auto", "vulkan:2"}) {
        ExecutorWish wished = wish(name);
        wished.gpus.remember(2, plm::GpuTrouble{plm::GpuOutcome::Crashed, "Its driver crashed."});
        ExecutorInUse executor;
        QCOMPARE(executor.choose(wished, m_model).executor->name, std::string_view("cpu"));
        QCOMPARE(executor.facts("CPU").reason, QString("GPU 2 is skipped: Its driver crashed."));
    }
}

void ExecutorInUseTest::keepsToTheStandIn() {
    ExecutorInUse executor;
    (void)executor.choose(wish("auto"), m_model);
    executor.standIn("The device was lost.");
    const ExecutorFacts facts = executor.facts("CPU");
    QCOMPARE(facts.name, QString("CPU"));
    QCOMPARE(facts.id, QString("cpu"));
    QCOMPARE(facts.reason, QString("The device was lost."));
    QVERIFY(facts.failed);
    QVERIFY(!facts.measure);
    QCOMPARE(marks(), 0);
}

void ExecutorInUseTest::leavesAMarkUntilTheFirstAnswer() {
    ExecutorInUse executor;
    (void)executor.choose(wish("auto"), m_model);
    QCOMPARE(marks(), 1);
    executor.answered();
    QCOMPARE(marks(), 0);
    (void)executor.choose(wish("auto"), m_model); // it has shown that it can
    QCOMPARE(marks(), 0);
}

PERIPHERAL_QT_TEST(ExecutorInUseTest, QCoreApplication)
#include "executor_in_use_test.moc"
