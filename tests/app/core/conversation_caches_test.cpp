// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Saved caches in the application: an old conversation is gone on with, and not read again.
#include "chat_setup.h"
#include "qt_test.h"

#include <QDir>
#include <QSignalSpy>

using namespace peripheral;

namespace {

constexpr const char* kFirst = "What is the opposite of hot?";
constexpr const char* kSecond = "What is the opposite of big?";

/// The real engine; remembers what it said of the last answer, to be read while it is idle.
class RememberingEngine final : public plm::Engine {
public:
    explicit RememberingEngine(plm::Statistics& last)
        : m_engine(plm::makeEngine({.threads = 1})),
          m_last(last) {}

    plm::Result<plm::ModelInfo> open(const std::filesystem::path& path, const plm::LoadProgress& progress,
                                     std::stop_token stop) override {
        return m_engine->open(path, progress, std::move(stop));
    }
    plm::Result<plm::Generation> answer(std::span<const plm::ChatMessage> messages,
                                        const plm::GenerationOptions& options,
                                        const plm::GenerationCallbacks& callbacks,
                                        std::stop_token stop) override {
        auto generation = m_engine->answer(messages, options, callbacks, std::move(stop));
        m_last = generation ? generation->statistics : plm::Statistics{};
        return generation;
    }
    plm::Result<int> countTokens(std::span<const plm::ChatMessage> messages) override {
        return m_engine->countTokens(messages);
    }
    plm::Status saveCache(plm::CacheFolder& folder, std::string_view key) override {
        return m_engine->saveCache(folder, key);
    }
    plm::Status restoreCache(plm::CacheFolder& folder, std::string_view key) override {
        return m_engine->restoreCache(folder, key);
    }
    plm::Status erase() override { return m_engine->erase(); }
    [[nodiscard]] int contextLength() const override { return m_engine->contextLength(); }
    [[nodiscard]] std::string_view executorName() const override { return m_engine->executorName(); }

private:
    std::unique_ptr<plm::Engine> m_engine;
    plm::Statistics& m_last;
};

/// A chat with the real engine and the built-in model.
struct RealChat {
    explicit RealChat(const QString& folder)
        : setup(folder, [this] { return std::make_unique<RememberingEngine>(statistics); }) {
        setup.settings.setTemperature(0);
    }
    [[nodiscard]] bool start() {
        QSignalSpy listed(setup.chat.conversations(), &ConversationListModel::modelReset);
        setup.storage.open(setup.folder);
        setup.model.open(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
        return (!listed.isEmpty() || listed.wait()) &&
               QTest::qWaitFor([this] { return setup.model.ready() && setup.chat.canSend(); }, 20'000);
    }
    [[nodiscard]] bool open(ConversationId id) {
        setup.chat.open(id);
        return QTest::qWaitFor([this] { return setup.count() > 0 && setup.chat.canSend(); });
    }
    plm::Statistics statistics; ///< of the last answer
    ChatSetup setup;
};

} // namespace

class ConversationCachesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aConversationIsGoneOnWithAfterARestart();
    void aConversationThatWasLeftIsGoneOnWith();
    void aDamagedFileIsIgnoredAndTold();
    void isSavedWhenNothingIsAskedForAWhile();
    void aRemovedConversationLeavesNothing();
    void nothingIsSavedWithoutABudget();
    void anotherModelsIsNotUsed();
    void isTakenUpAgainAfterAnotherModelWasOpened();

private:
    [[nodiscard]] QStringList files() const {
        return QDir(m_folder->path() + "/caches").entryList(QDir::Files, QDir::Name);
    }
    [[nodiscard]] QString fileOf(ConversationId conversation) const {
        return m_folder->path() + QString("/caches/%1.plmcache").arg(conversation);
    }
    /// Asks the first question in a new conversation and ends the program; gives the conversation's id.
    ConversationId askAndQuit() {
        RealChat chat(m_folder->path());
        return chat.start() && chat.setup.ask(kFirst) ? chat.setup.chat.currentId() : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ConversationCachesTest::aConversationIsGoneOnWithAfterARestart() {
    const ConversationId id = askAndQuit();
    QVERIFY(id != 0);
    QCOMPARE(files(), QStringList(QString("%1.plmcache").arg(id)));

    RealChat again(m_folder->path());
    QVERIFY(again.start());
    QVERIFY(again.open(id));
    QVERIFY(again.setup.ask(kSecond));
    const plm::Statistics statistics = again.statistics;
    QVERIFY2(statistics.cachedTokens > statistics.promptTokens / 2,
             qPrintable(QString("%1 of %2").arg(statistics.cachedTokens).arg(statistics.promptTokens)));
    const QString answer = again.setup.message(3).text;
    QVERIFY(!answer.isEmpty());

    // The same from the beginning, nothing saved: the same answer.
    QTemporaryDir other;
    RealChat fresh(other.path());
    QVERIFY(fresh.start());
    QVERIFY(fresh.setup.ask(kFirst));
    QVERIFY(fresh.setup.ask(kSecond));
    QCOMPARE(fresh.setup.message(3).text, answer);
    QCOMPARE(fresh.statistics.cachedTokens, statistics.cachedTokens);
}

void ConversationCachesTest::aConversationThatWasLeftIsGoneOnWith() {
    RealChat chat(m_folder->path());
    QVERIFY(chat.start());
    QVERIFY(chat.setup.ask(kFirst));
    const ConversationId first = chat.setup.chat.currentId();
    QVERIFY(files().isEmpty()); // it is still in memory, and something may follow
    chat.setup.chat.newConversation();
    QVERIFY(chat.setup.ask(kSecond));
    QCOMPARE(files(), QStringList(QString("%1.plmcache").arg(first)));
    QVERIFY(chat.open(first));
    QVERIFY(chat.setup.ask(kSecond));
    QVERIFY(chat.statistics.cachedTokens > chat.statistics.promptTokens / 2);
    QCOMPARE(files().size(), 2);
}

void ConversationCachesTest::aDamagedFileIsIgnoredAndTold() {
    const ConversationId id = askAndQuit();
    QVERIFY(id != 0);
    QFile file(fileOf(id));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
    QVERIFY(file.write("damage") == 6);
    file.close();

    RealChat again(m_folder->path());
    QVERIFY(again.start());
    QVERIFY(again.open(id));
    QTest::ignoreMessage(QtWarningMsg, qPrintable(fileOf(id) + " is not used: it is damaged."));
    QVERIFY(again.setup.ask(kSecond));
    QCOMPARE(again.statistics.cachedTokens, 0);
    QCOMPARE(again.setup.message(3).state, MessageState::Complete);
    QVERIFY(again.setup.chat.problem().isEmpty());
}

void ConversationCachesTest::isSavedWhenNothingIsAskedForAWhile() {
    RealChat chat(m_folder->path());
    QVERIFY(chat.start());
    chat.setup.engine.tell(&EngineWorker::saveCaches, {.folder = (m_folder->path() + "/caches").toStdString(),
                                                       .budgetBytes = 1 << 30,
                                                       .idle = std::chrono::milliseconds(1)});
    QVERIFY(chat.setup.ask(kFirst));
    QTRY_COMPARE(files(), QStringList(QString("%1.plmcache").arg(chat.setup.chat.currentId())));
}

void ConversationCachesTest::aRemovedConversationLeavesNothing() {
    const ConversationId id = askAndQuit();
    QVERIFY(id != 0);
    QCOMPARE(files().size(), 1);
    {
        RealChat again(m_folder->path());
        QVERIFY(again.start());
        again.setup.chat.remove(id);
        QTRY_VERIFY(files().isEmpty());
        QVERIFY(again.setup.ask(kFirst));
        again.setup.chat.remove(again.setup.chat.currentId());
    }
    QVERIFY2(files().isEmpty(), "what was in memory was not saved at the end");
}

void ConversationCachesTest::nothingIsSavedWithoutABudget() {
    QVERIFY(askAndQuit() != 0);
    QCOMPARE(files().size(), 1);
    QSettings(m_folder->path() + "/settings.ini", QSettings::IniFormat).setValue("answers/cache-mib", 0);
    QVERIFY(askAndQuit() != 0);
    QVERIFY(files().isEmpty());
}

void ConversationCachesTest::anotherModelsIsNotUsed() {
    const ConversationId id = askAndQuit();
    QVERIFY(id != 0);
    // The same model under another name counts as another one.
    QFile model(PERIPHERAL_BUILT_IN_MODEL);
    QVERIFY(model.open(QIODevice::ReadOnly));
    QByteArray bytes = model.readAll();
    const auto name = bytes.indexOf("general.name");
    QVERIFY(name > 0);
    // key, type of the value (4 bytes), its length (8), its first character
    const auto at = name + static_cast<qsizetype>(sizeof "general.name" - 1 + 4 + 8);
    bytes[at] = bytes[at] == 'X' ? 'Y' : 'X';
    QFile copy(m_folder->path() + "/copy.gguf");
    QVERIFY(copy.open(QIODevice::WriteOnly) && copy.write(bytes) == bytes.size());
    copy.close();

    RealChat again(m_folder->path());
    QVERIFY(again.start());
    again.setup.model.open(QUrl::fromLocalFile(copy.fileName()));
    QTRY_VERIFY_WITH_TIMEOUT(again.setup.model.ready() && !again.setup.model.loading(), 20'000);
    QVERIFY2(again.setup.model.error().isEmpty(), qPrintable(again.setup.model.error()));
    QVERIFY(again.open(id));
    QTest::ignoreMessage(QtWarningMsg,
                         qPrintable(fileOf(id) + " is not used: it was saved with another model."));
    QVERIFY(again.setup.ask(kSecond));
    QCOMPARE(again.statistics.cachedTokens, 0);
}

void ConversationCachesTest::isTakenUpAgainAfterAnotherModelWasOpened() {
    RealChat chat(m_folder->path());
    QVERIFY(chat.start());
    QVERIFY(chat.setup.ask(kFirst));
    // With each model that is opened, what the engine remembered is gone, and was saved before.
    for (const char* name : {"/copy.gguf", ""}) {
        const QString path = *name == 0 ? QString(PERIPHERAL_BUILT_IN_MODEL) : m_folder->path() + name;
        if (path != PERIPHERAL_BUILT_IN_MODEL)
            QVERIFY(QFile::copy(PERIPHERAL_BUILT_IN_MODEL, path));
        chat.setup.model.open(QUrl::fromLocalFile(path));
        QTRY_COMPARE_WITH_TIMEOUT(chat.setup.model.path(), path, 20'000);
        QTRY_VERIFY(chat.setup.chat.canSend() && !chat.setup.model.loading());
    }
    QVERIFY(chat.setup.ask(kSecond)); // in the same conversation
    QVERIFY2(chat.statistics.cachedTokens > chat.statistics.promptTokens / 2,
             qPrintable(QString::number(chat.statistics.cachedTokens)));
}

PERIPHERAL_QT_TEST(ConversationCachesTest, QGuiApplication)
#include "conversation_caches_test.moc"
