// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_setup.h"
#include "qt_test.h"
#include "visit/kiosk_model.h"

#include <QGuiApplication>
#include <QSignalSpy>

#include <new>

using namespace peripheral;
using namespace std::chrono_literals;

namespace {

const QString kChosen = "/a disk/that comes later.gguf";

std::shared_ptr<Told> toldWithoutADisk() {
    auto told = std::make_shared<Told>();
    told->openError = plm::Error{plm::ErrorKind::Io, "The disk is not there."};
    return told;
}

/// A kiosk whose operator has chosen a model on a disk that is not there, and what keeps at it.
struct Choosing {
    explicit Choosing(std::chrono::milliseconds first, const kiosk::Config& config = {},
                      const QString& path = kChosen, std::shared_ptr<Told> engine = toldWithoutADisk())
        : told(std::move(engine)),
          setup(config, told),
          chosen({.kiosk = setup.kiosk(),
                  .model = setup.objects().model,
                  .path = path,
                  .tell = [this](const std::string& sentence) { said << QString::fromStdString(sentence); },
                  .first = first,
                  .longest = 2 * first}) {}

    [[nodiscard]] LoadedModel& model() { return setup.objects().model; }
    /// Tries for the first time, and waits for the built-in model.
    [[nodiscard]] bool fallBack() {
        chosen.open();
        return QTest::qWaitFor([this] { return model().builtIn() && !model().loading(); });
    }

    QSemaphore mayGoOn; ///< for those who hold the engine; it ends after the engine
    std::shared_ptr<Told> told;
    KioskSetup setup;
    QStringList said;
    KioskModel chosen;
};

} // namespace

/// The operator's model, and what answers while it cannot be had.
class KioskModelTest : public QObject {
    Q_OBJECT

private slots:
    void triesTheOperatorsModelAgain();
    void triesNoneWhileAVisitorIsThere();
    void breaksOffATryForAVisitor();
    void triesTheBuiltInModelAgain();
};

void KioskModelTest::triesTheOperatorsModelAgain() {
    kiosk::Config config;
    config.model = kChosen.toStdString();
    config.modelLanguages = "de";
    Choosing kiosk(20ms, config);
    QSignalSpy failures(&kiosk.model(), &LoadedModel::errorChanged);
    QVERIFY(kiosk.fallBack());
    QTRY_VERIFY(failures.size() > 6); // each try clears the error first
    QCOMPARE(kiosk.said, QStringList("The model " + kChosen + " is not used. The disk is not there."));
    QCOMPARE(kiosk.setup.face().answerCode(), "en"); // "de" was said of another model
    QTRY_VERIFY(!kiosk.model().loading());
    kiosk.told->openError.reset();
    QTRY_VERIFY(kiosk.model().ready() && !kiosk.model().builtIn());
    QCOMPARE(kiosk.model().path(), kChosen);
    QCOMPARE(kiosk.setup.face().answerCode(), "de");
    failures.clear();
    QTest::qWait(100);
    QCOMPARE(failures.size(), 0);
}

void KioskModelTest::triesNoneWhileAVisitorIsThere() {
    Choosing kiosk(300ms);
    QVERIFY(kiosk.fallBack());
    QVERIFY(kiosk.setup.receive());
    QSignalSpy loads(&kiosk.model(), &LoadedModel::loadingChanged);
    QTest::qWait(500);
    QCOMPARE(loads.size(), 0);
    kiosk.setup.kiosk().finish();
    QVERIFY(kiosk.setup.waitForErasing());
    kiosk.setup.pass(2500ms);
    QVERIFY(kiosk.model().loading()); // at once, for it was due
}

/// Whoever comes while a model is tried is answered by the one that is there.
void KioskModelTest::breaksOffATryForAVisitor() {
    Choosing kiosk(50ms);
    QVERIFY(kiosk.fallBack());
    kiosk.told->beforeOpen = [&] { kiosk.mayGoOn.acquire(); };
    QTRY_VERIFY(kiosk.model().loading());
    QVERIFY(kiosk.setup.receive());
    QVERIFY(!kiosk.model().loading());
    kiosk.mayGoOn.release(100);
    QVERIFY(kiosk.setup.ask("Who answers?"));
    QVERIFY(kiosk.model().builtIn());
    QCOMPARE(kiosk.setup.kiosk().chat()->messages()->at(1).text, QString("An answer."));
}

/// A kiosk that can answer nothing asks for the staff no longer than it has to.
void KioskModelTest::triesTheBuiltInModelAgain() {
    Choosing kiosk(20ms, {}, {}, std::make_shared<Told>());
    kiosk.told->beforeOpen = [] { throw std::bad_alloc(); };
    kiosk.chosen.open();
    QTRY_COMPARE(kiosk.setup.kiosk().obstacle(), Kiosk::NoModel);
    QCOMPARE(kiosk.said.size(), 1);
    kiosk.told->beforeOpen = {};
    QTRY_COMPARE(kiosk.setup.kiosk().obstacle(), Kiosk::None);
}

PERIPHERAL_QT_TEST(KioskModelTest, QGuiApplication)
#include "kiosk_model_test.moc"
