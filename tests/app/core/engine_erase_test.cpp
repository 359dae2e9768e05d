// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A visit is over: the engine forgets, and what it had not saved is not saved any more.
#include "qt_test.h"
#include "reply_to.h"
#include "worker/engine_thread.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <optional>

using namespace peripheral;

/// What an ErasedEngine was asked to do.
struct EraseRecord {
    std::atomic<int> made = 0, erased = 0, saved = 0;
    std::optional<plm::Error> error; ///< of erasing
};

class ErasedEngine final : public plm::Engine {
public:
    explicit ErasedEngine(EraseRecord& asked) : m_asked(asked) { ++m_asked.made; }

    plm::Result<plm::ModelInfo> open(const std::filesystem::path& /*path*/,
                                     const plm::LoadProgress& /*progress*/,
                                     std::stop_token /*stop*/) override {
        return plm::ModelInfo();
    }
    plm::Result<plm::Generation> answer(std::span<const plm::ChatMessage> /*messages*/,
                                        const plm::GenerationOptions& /*options*/,
                                        const plm::GenerationCallbacks& /*callbacks*/,
                                        std::stop_token /*stop*/) override {
        return plm::Generation();
    }
    plm::Result<int> countTokens(std::span<const plm::ChatMessage> /*messages*/) override { return 1; }
    plm::Status saveCache(plm::CacheFolder& /*folder*/, std::string_view /*key*/) override {
        ++m_asked.saved;
        return {};
    }
    plm::Status erase() override {
        ++m_asked.erased;
        return m_asked.error ? plm::Status(tl::unexpected(*m_asked.error)) : plm::Status();
    }
    [[nodiscard]] int contextLength() const override { return 1; }
    [[nodiscard]] std::string_view executorName() const override { return "Erased"; }

private:
    EraseRecord& m_asked;
};

class EngineEraseTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void forgetsAndSavesNothingAfterwards();
    void savesNothingWhereNoFolderIsOpen();
    void makesNoEngineForIt();
    void saysWhatWentWrong();

private:
    void answer(qint64 conversation) {
        QVERIFY(replyTo(m_engine->answer({.conversation = conversation,
                                          .messages = {{plm::Role::User, "Why?"}},
                                          .options = {},
                                          .stop = {}})));
    }
    EraseReply erase() { return replyTo(m_engine->ask(&EngineWorker::erase)); }

    std::unique_ptr<EraseRecord> m_asked;
    std::unique_ptr<EngineThread> m_engine;
};

void EngineEraseTest::init() {
    m_engine.reset();
    m_asked = std::make_unique<EraseRecord>();
    m_engine = std::make_unique<EngineThread>([this] { return std::make_unique<ErasedEngine>(*m_asked); });
}

void EngineEraseTest::forgetsAndSavesNothingAfterwards() {
    const QTemporaryDir folder;
    m_engine->tell(&EngineWorker::saveCaches,
                   CacheRequest{.folder = folder.path().toStdString(), .budgetBytes = 1'000'000});
    answer(5);
    QVERIFY(erase());
    QCOMPARE(m_asked->erased.load(), 1);
    m_engine->tell(&EngineWorker::saveCache);
    answer(6);
    QCOMPARE(m_asked->saved.load(), 0);
    answer(7); // one that was not erased is saved as ever
    QCOMPARE(m_asked->saved.load(), 1);
}

void EngineEraseTest::savesNothingWhereNoFolderIsOpen() {
    answer(5);
    answer(6);
    m_engine->tell(&EngineWorker::saveCache);
    QVERIFY(erase());
    m_engine->stop();
    QCOMPARE(m_asked->saved.load(), 0);
}

void EngineEraseTest::makesNoEngineForIt() {
    QVERIFY(erase());
    QCOMPARE(m_asked->made.load(), 0);
}

void EngineEraseTest::saysWhatWentWrong() {
    m_asked->error = plm::Error{plm::ErrorKind::DeviceLost, "The device is gone."};
    answer(5);
    const EraseReply reply = erase();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, plm::ErrorKind::DeviceLost);
    QCOMPARE(reply.error().sentence, QStringLiteral("The device is gone."));
}

PERIPHERAL_QT_TEST(EngineEraseTest, QCoreApplication)
#include "engine_erase_test.moc"
