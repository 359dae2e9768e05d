// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which GPUs are asked, when, and what comes of it.
#include "chat_setup.h"
#include "gpu/gpus.h"
#include "models/local_path.h"
#include "qt_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QThread>

#include <atomic>
#include <thread>

using namespace peripheral;

namespace {

plm::GpuDevice card() {
    return {.number = 0, .name = "Card", .kind = plm::GpuKind::Discrete, .memoryBytes = 8'000'000'000};
}

plm::GpuDevice program() {
    return {.number = 1, .name = "Program", .kind = plm::GpuKind::Cpu};
}

} // namespace

class GpusTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void asksWhenNobodyNeedsTheMachineAndRemembers();
    void asksNothingWhereTheCpuWasChosen();
    void measuresUnbiddenOnlyWhereThereIsRoom();
    void givesWayToAnAnswer();
    void skipsWhatCrashedUntilItIsAskedAgain();
    void tellsThatTheLastStartEnded();
    void switchesToWhatWasFaster();
    void saysWhyThereIsNothing();

private:
    [[nodiscard]] GpuAsking asking();
    [[nodiscard]] std::unique_ptr<Gpus> begun();
    [[nodiscard]] QVariant shown(const Gpus& gpus, int row, int role) const {
        return gpus.list()->index(row).data(role);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChatSetup> m_setup;
    std::atomic<int> m_lists, m_measures;
    plm::GpuListing m_listing;
    plm::GpuMeasure m_measure;
    bool m_hasRoom = true;
    bool m_holds = false; ///< measuring, until it is stopped
};

void GpusTest::init() {
    m_setup.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    plm::Recording recording;
    recording.pieces = {"An", " answer."};
    m_setup =
        std::make_unique<ChatSetup>(m_folder->path(), [recording] { return plm::makeFakeEngine(recording); });
    m_lists = m_measures = 0;
    m_holds = false;
    m_hasRoom = true;
    m_listing = {.outcome = plm::GpuOutcome::Found, .devices = {card(), program()}};
    m_measure = {.outcome = plm::GpuOutcome::Faster,
                 .reason = "Card is faster than the CPU.",
                 .gpuSpeed = 40,
                 .cpuSpeed = 10};
}

GpuAsking GpusTest::asking() {
    return {.list = [this](const std::stop_token&) -> plm::Result<plm::GpuListing> {
                ++m_lists;
                return m_listing;
            },
            .measure = [this](const plm::GpuDevice&, const std::filesystem::path&,
                              const std::stop_token& stop) -> plm::Result<plm::GpuMeasure> {
                ++m_measures;
                while (m_holds && !stop.stop_requested())
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                if (stop.stop_requested())
                    return plm::fail(plm::ErrorKind::Cancelled, "Measuring was cancelled.");
                plm::GpuMeasure measure = m_measure;
                measure.modelShape = m_setup->model.shape();
                return measure;
            },
            .idle = std::chrono::milliseconds(20),
            .hasRoom = [this](std::uint64_t) { return m_hasRoom; }};
}

std::unique_ptr<Gpus> GpusTest::begun() {
    auto gpus = std::make_unique<Gpus>(m_setup->engine, m_setup->model, m_setup->settings, asking());
    gpus->begin(systemPath(m_folder->path()));
    return gpus;
}

void GpusTest::asksWhenNobodyNeedsTheMachineAndRemembers() {
    auto gpus = begun();
    const QAbstractItemModelTester tester(gpus->list());
    QTest::qWait(60);
    QCOMPARE(m_lists, 0); // a model is to be loaded first
    QVERIFY(m_setup->start());
    QTRY_COMPARE(gpus->news(), QString("Card is faster than the CPU."));
    QCOMPARE(m_measures, 1); // not the program on the processor
    QCOMPARE(gpus->list()->count(), 2);
    QCOMPARE(shown(*gpus, 0, GpuListModel::SentenceRole).toString(), gpus->news());
    QVERIFY(shown(*gpus, 0, GpuListModel::FactsRole).toString().contains("8.0 GB"));
    QCOMPARE(shown(*gpus, 1, GpuListModel::ExecutorRole).toString(), QString("vulkan:1"));
    QCOMPARE(gpus->nothing(), QString());
    QVERIFY(gpus->canSwitch());
    gpus = begun();
    QTest::qWait(100);
    QCOMPARE(m_lists, 1);
    QCOMPARE(m_measures, 1);
    QCOMPARE(gpus->news(), QString());
    QCOMPARE(gpus->wish().gpus.gpus.size(), 2U);
}

void GpusTest::asksNothingWhereTheCpuWasChosen() {
    m_setup->settings.setExecutor("cpu");
    auto gpus = begun();
    QVERIFY(m_setup->start());
    QTest::qWait(100);
    QCOMPARE(m_lists, 0);
    gpus->askAgain(); // but where the user wants it
    QTRY_VERIFY(!gpus->asking());
    QCOMPARE(m_lists, 1);
    QCOMPARE(m_measures, 1);
    QVERIFY(!gpus->canSwitch());
    QCOMPARE(gpus->wish().name, std::string("cpu"));
}

void GpusTest::measuresUnbiddenOnlyWhereThereIsRoom() {
    m_hasRoom = false;
    auto gpus = begun();
    QVERIFY(m_setup->start());
    QTRY_COMPARE(m_lists, 1);
    QTest::qWait(100);
    QCOMPARE(m_measures, 0);
    gpus->askAgain();
    QTRY_COMPARE(m_measures, 1);
}

void GpusTest::givesWayToAnAnswer() {
    m_holds = true;
    auto gpus = begun();
    QVERIFY(m_setup->start());
    QTRY_COMPARE(m_measures, 1);
    QVERIFY(gpus->asking());
    QVERIFY(!gpus->progress().isEmpty());
    QVERIFY(m_setup->ask("Why?")); // which ends it
    m_holds = false;
    QTRY_COMPARE(gpus->news(), QString("Card is faster than the CPU."));
    QCOMPARE(m_measures, 2);
}

void GpusTest::skipsWhatCrashedUntilItIsAskedAgain() {
    m_measure = {.outcome = plm::GpuOutcome::Crashed, .reason = "Its driver crashed."};
    auto gpus = begun();
    QVERIFY(m_setup->start());
    QTRY_VERIFY(shown(*gpus, 0, GpuListModel::SkippedRole).toBool());
    QCOMPARE(shown(*gpus, 0, GpuListModel::SentenceRole).toString(), QString("Its driver crashed."));
    gpus = begun();
    QTest::qWait(100);
    QCOMPARE(m_measures, 1);
    m_measure.outcome = plm::GpuOutcome::Slower;
    gpus->askAgain();
    QTRY_VERIFY(!gpus->asking());
    QVERIFY(!shown(*gpus, 0, GpuListModel::SkippedRole).toBool());
    QCOMPARE(m_measures, 2);
    QVERIFY(!gpus->canSwitch());
}

void GpusTest::tellsThatTheLastStartEnded() {
    const std::filesystem::path folder = systemPath(m_folder->path());
    auto start = plm::GpuStart::begin(folder, card(), plm::driverPrint());
    QVERIFY(start);
    // A copy is a mark that nobody holds, as one of a process that is no more.
    const QString mark = QDir(m_folder->path()).entryList({"gpu-start-*"}).value(0);
    QVERIFY(QFile::copy(m_folder->filePath(mark), m_folder->filePath("gpu-start-left")));
    start->end();
    auto gpus = begun();
    QVERIFY2(gpus->news().startsWith("The last start ended while Card computed its first answer."),
             qPrintable(gpus->news()));
    QVERIFY(shown(*gpus, 0, GpuListModel::SkippedRole).toBool());
    QVERIFY(m_setup->start());
    m_setup->settings.setExecutor("vulkan:0");
    QVERIFY2(!gpus->canSwitch(), "it is skipped");
    m_setup->settings.setExecutor("vulkan:1");
    QVERIFY(gpus->canSwitch());
    gpus->dismissNews();
    QCOMPARE(gpus->news(), QString());
}

void GpusTest::switchesToWhatWasFaster() {
    auto gpus = begun();
    QVERIFY(m_setup->start());
    QTRY_VERIFY(gpus->canSwitch());
    QSignalSpy opened(&m_setup->model, &LoadedModel::modelChanged);
    gpus->switchNow();
    QVERIFY(opened.wait());
    ExecutorInUse executor;
    QCOMPARE(executor.choose(gpus->wish(), {}).executor->name, std::string_view("cpu")); // of another shape
}

void GpusTest::saysWhyThereIsNothing() {
    m_listing = {.outcome = plm::GpuOutcome::Hung, .reason = "The driver did not answer."};
    auto gpus = begun();
    QVERIFY(!gpus->nothing().isEmpty());
    QVERIFY(m_setup->start());
    QTRY_COMPARE(gpus->nothing(), QString("The driver did not answer."));
    m_listing = {.outcome = plm::GpuOutcome::Found};
    gpus->askAgain();
    QTRY_COMPARE(gpus->nothing(), QString("Vulkan knows no GPU here."));
}

PERIPHERAL_QT_TEST(GpusTest, QGuiApplication)
#include "gpus_test.moc"
