// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loading models: in the background, and without losing the one that works.
#include "models/loaded_model.h"
#include "qt_test.h"
#include "reply_to.h"
#include "told_engine.h"

#include <QLocale>
#include <QSemaphore>
#include <QSignalSpy>

using namespace peripheral;

class LoadedModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void loadsTheBuiltInModel();
    void loadsAFile();
    void keepsTheOldModelWhereANewOneFails();
    void fallsBackToTheBuiltInModel();
    void cancels();
    void takesTheLastOfTwo();
    void goesOnLoadingWhenAnEarlierFileIsThere();
    void refusesOtherMachines();
    void describesModels();

private:
    std::shared_ptr<Told> m_told;
    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<LoadedModel> m_model;
    std::unique_ptr<QSignalSpy> m_chosen;
};

void LoadedModelTest::init() {
    m_chosen.reset();
    m_model.reset();
    m_engine.reset();
    m_told = std::make_shared<Told>();
    m_told->openError = plm::Error{plm::ErrorKind::BadFile, "bad.gguf: this is no model."};
    m_engine = std::make_unique<EngineThread>(toldEngine(m_told));
    m_model = std::make_unique<LoadedModel>(*m_engine, "/models/good.gguf");
    m_chosen = std::make_unique<QSignalSpy>(m_model.get(), &LoadedModel::chosen);
}

void LoadedModelTest::loadsTheBuiltInModel() {
    QSignalSpy progress(m_model.get(), &LoadedModel::progressChanged);
    QVERIFY(!m_model->ready());
    m_model->openBuiltIn();
    QVERIFY(m_model->loading());
    QCOMPARE(m_model->loadingName(), QString("Built-in model"));
    QTRY_VERIFY(m_model->ready());
    QVERIFY(!m_model->loading());
    QVERIFY(m_model->builtIn());
    QVERIFY(!m_model->limits().isEmpty());
    QCOMPARE(m_model->name(), QString("good"));
    QCOMPARE(m_model->executor(), QString("Told"));
    QCOMPARE(m_model->contextLength(), 1000);
    QVERIFY(progress.size() >= 2); // none yet, and half
    QCOMPARE(m_chosen->value(0).value(0).toString(), QString());
    QCOMPARE(m_chosen->size(), 1);
}

void LoadedModelTest::loadsAFile() {
    m_told->openError.reset();
    m_model->open(QUrl::fromLocalFile("/models/ä b.gguf"));
    QCOMPARE(m_model->loadingName(), QString("ä b.gguf"));
    QTRY_VERIFY(m_model->ready());
    QVERIFY(!m_model->builtIn());
    QCOMPARE(m_model->limits(), QString());
    QCOMPARE(m_model->path(), QString("/models/ä b.gguf"));
    QCOMPARE(m_chosen->value(0).value(0).toString(), QString("/models/ä b.gguf"));
    m_model->open(QUrl("/models/other.gguf")); // a path does too
    QTRY_COMPARE(m_model->path(), QString("/models/other.gguf"));
}

void LoadedModelTest::keepsTheOldModelWhereANewOneFails() {
    m_model->openBuiltIn();
    QTRY_VERIFY(m_model->ready());
    m_model->open(QUrl::fromLocalFile("/models/bad.gguf"));
    QTRY_VERIFY(!m_model->loading());
    QCOMPARE(m_model->error(), QString("bad.gguf: this is no model."));
    QVERIFY(m_model->ready());
    QCOMPARE(m_model->name(), QString("good"));
    QCOMPARE(m_chosen->size(), 1);
    m_model->dismissError();
    QCOMPARE(m_model->error(), QString());
}

void LoadedModelTest::fallsBackToTheBuiltInModel() {
    QSignalSpy loading(m_model.get(), &LoadedModel::loadingChanged);
    m_model->open(QUrl::fromLocalFile("/models/bad.gguf"));
    QTRY_VERIFY(m_model->ready());
    QVERIFY(m_model->builtIn());
    QCOMPARE(m_model->error(), QString("bad.gguf: this is no model."));
    QVERIFY(m_chosen->isEmpty()); // nobody chose it
    m_model->openBuiltIn();
    QTRY_COMPARE(m_chosen->size(), 1);
    QCOMPARE(m_model->error(), QString());
}

void LoadedModelTest::cancels() {
    m_model->openBuiltIn();
    QTRY_VERIFY(m_model->ready());
    m_told->openError.reset();
    QSemaphore mayLoad;
    m_told->beforeOpen = [&] { mayLoad.acquire(); };
    m_model->open(QUrl::fromLocalFile("/models/large.gguf"));
    m_model->cancelLoading();
    QVERIFY(!m_model->loading());
    mayLoad.release();
    (void)replyTo(m_engine->ask(&EngineWorker::countTokens, {})); // behind all that it had to say of the file
    QCOMPARE(m_model->name(), QString("good"));
    QCOMPARE(m_model->error(), QString());
}

void LoadedModelTest::goesOnLoadingWhenAnEarlierFileIsThere() {
    m_told->openError.reset();
    QSemaphore isLoading;
    QSemaphore mayLoad;
    m_told->whileOpening = [&] { // does not look whether it is stopped
        isLoading.release();
        mayLoad.acquire();
    };
    m_model->open(QUrl::fromLocalFile("/models/first.gguf"));
    isLoading.acquire();
    m_model->open(QUrl::fromLocalFile("/models/second.gguf"));
    mayLoad.release(); // the first was to be cancelled, but was faster
    QTRY_COMPARE(m_model->name(), QString("first"));
    QVERIFY(m_model->loading());
    QVERIFY(m_chosen->isEmpty());
    mayLoad.release();
    QTRY_VERIFY(!m_model->loading());
    QCOMPARE(m_model->name(), QString("second"));
}

void LoadedModelTest::takesTheLastOfTwo() {
    m_told->openError.reset();
    m_model->open(QUrl::fromLocalFile("/models/first.gguf"));
    m_model->open(QUrl::fromLocalFile("/models/second.gguf"));
    QTRY_VERIFY(m_model->ready() && !m_model->loading());
    QCOMPARE(m_model->name(), QString("second"));
    QCOMPARE(m_chosen->size(), 1);
}

void LoadedModelTest::refusesOtherMachines() {
    m_model->open(QUrl("https://example.org/model.gguf"));
    QVERIFY(!m_model->loading());
    QVERIFY(m_model->error().contains("https://example.org/model.gguf"));
}

void LoadedModelTest::describesModels() {
    OpenedModel model;
    model.info.parameters = 4'870'144;
    model.info.fileBytes = 9'796'736;
    model.info.type = "F16";
    model.contextLength = 1024;
    QCOMPARE(modelDetails(model), QString("4.9 million parameters · 9.8 MB · F16 · context 1024"));
    QCOMPARE(roundedCount(999'949'999), QString("999.9 million"));
    QCOMPARE(roundedCount(1'800'000'000), QString("1.8 billion"));
    QCOMPARE(roundedCount(999'950'000), QString("1.0 billion"));
    QCOMPARE(roundedCount(512), QString("512"));
}

PERIPHERAL_QT_TEST(LoadedModelTest, QCoreApplication)
#include "loaded_model_test.moc"
