// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "file_size_limit.h"
#include "mended_sums.h"
#include "synthetic_session.h"

#include <plm/engine.h>

#include <fstream>

namespace {

using namespace plm;
using namespace plm::test;
namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// `bytes` with the 32 bits at `at` replaced, and the sums right.
std::string with(std::string bytes, std::size_t at, std::uint32_t value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
    return withMendedSums(std::move(bytes));
}

/// A model, a session that has read something, and a folder for files.
class SavedCache : public testing::Test {
protected:
    static constexpr std::size_t kVersionAt = 8, kLayersAt = 12, kRowBytesAt = 16, kTokensAt = 20,
                                 kModelAt = 32;

    /// Expects that `session` refuses the file with a sentence that names it and has `reason`, and keeps what
    /// it has.
    void expectRefused(Session& session, const fs::path& path, ErrorKind kind, std::string_view reason) {
        const int before = session.position();
        const auto restored = session.restore(path);
        ASSERT_FALSE(restored) << reason;
        const std::string& sentence = restored.error().message;
        EXPECT_EQ(restored.error().kind, kind) << sentence;
        EXPECT_TRUE(sentence.starts_with(path.string()) && sentence.ends_with(".")) << sentence;
        EXPECT_NE(sentence.find(reason), std::string::npos) << sentence;
        EXPECT_EQ(session.position(), before);
    }
    /// The file of a session that read `count` tokens.
    fs::path saved(int count, const SessionOptions& options = {}, const char* name = "a.plmcache") {
        const auto session = models.open(options);
        EXPECT_TRUE(session->evaluate(randomTokens(count), {}));
        const auto done = session->save(folder / name);
        EXPECT_TRUE(done) << done.error().message;
        return folder / name;
    }

    const SyntheticSession models;
    const TemporaryFolder folder;
};

TEST_F(SavedCache, GoesOnWithTheBitsOfASessionThatReadItAll) {
    const auto tokens = randomTokens(80);
    const auto first = std::span(tokens).first(60), rest = std::span(tokens).subspan(60);
    for (const CacheType type : {CacheType::F16, CacheType::F32, CacheType::Q8})
        for (const ExecutorPlug* executor : {executorNamed("cpu"), executorNamed("reference")}) {
            const SessionOptions options{.executor = executor, .cache = type};
            const auto read = models.open(options);
            ASSERT_TRUE(read->evaluate(first, {}));
            ASSERT_TRUE(read->save(folder / "a.plmcache"));
            const auto restored = models.open(options);
            const auto count = restored->restore(folder / "a.plmcache");
            ASSERT_TRUE(count) << count.error().message;
            EXPECT_EQ(*count, 60);
            EXPECT_EQ(restored->evaluatedTokens(), 0U) << "nothing was read again";
            EXPECT_EQ(logitsOf(*restored, rest, 1), logitsOf(*read, rest, 1)) << toString(type);
            EXPECT_EQ(restored->evaluatedTokens(), 20U);
        }
}

TEST_F(SavedCache, ASecondTurnReadsOnlyItsNewTokens) {
    auto prompt = randomTokens(50);
    const auto before = models.open();
    const auto first = before->generate(prompt, greedy(10));
    ASSERT_TRUE(first);
    ASSERT_TRUE(before->save(folder / "a.plmcache"));
    prompt.insert(prompt.end(), first->tokens.begin(), first->tokens.end());
    const auto question = randomTokens(20, 2);
    prompt.insert(prompt.end(), question.begin(), question.end());

    const auto after = models.open();
    ASSERT_TRUE(after->restore(folder / "a.plmcache"));
    const auto second = after->generate(prompt, greedy(5));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->statistics.cachedTokens, 50 + static_cast<int>(first->tokens.size()) - 1);
    EXPECT_EQ(after->evaluatedTokens(), 21U + second->tokens.size() - 1);
    EXPECT_EQ(second->tokens, models.open()->generate(prompt, greedy(5))->tokens);
}

TEST_F(SavedCache, TakesThePlaceOfWhatWasThere) {
    const auto path = saved(40);
    const auto session = models.open();
    ASSERT_TRUE(session->evaluate(randomTokens(70, 9), {}));
    EXPECT_EQ(session->restore(path), 40);
    EXPECT_EQ(session->position(), 40);
    const auto same = models.open();
    ASSERT_TRUE(same->evaluate(randomTokens(40), {}));
    EXPECT_EQ(logitsOf(*session, randomTokens(5, 3), 1), logitsOf(*same, randomTokens(5, 3), 1));
}

TEST_F(SavedCache, FitsASessionWithAnotherContext) {
    const auto path = saved(40);
    const auto session = models.open({.contextLength = 48});
    EXPECT_EQ(session->restore(path), 40);
    EXPECT_TRUE(session->evaluate(randomTokens(8), {}));
    expectRefused(*models.open({.contextLength = 39}), path, ErrorKind::ContextFull,
                  "it has 40 tokens, and the context has room for 39");
}

TEST_F(SavedCache, SaysBeforehandHowLongItsFileIs) {
    for (const int count : {0, 1, 33}) {
        const auto session = models.open();
        ASSERT_TRUE(session->evaluate(randomTokens(count), {}));
        EXPECT_EQ(session->savedBytes(), fs::file_size(saved(count)));
        EXPECT_EQ(session->restore(folder / "a.plmcache"), count);
    }
}

TEST_F(SavedCache, OnlyItsOwnerMayReadIt) {
    EXPECT_EQ(fs::status(saved(3)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SavedCache, DamagedCopiesAreIgnored) {
    const std::string sound = readBytes(saved(60));
    const auto session = models.open();
    const auto own = randomTokens(30, 5);
    ASSERT_TRUE(session->evaluate(own, {}));
    int copies = 0;
    for (const Damaged& copy : damagedCopies(sound, 200, 11)) {
        if (copy.bytes == sound) // a bit that was flipped twice
            continue;
        write(folder / "damaged.plmcache", copy.bytes);
        const auto restored = session->restore(folder / "damaged.plmcache");
        ASSERT_FALSE(restored) << copy.what;
        EXPECT_TRUE(restored.error().message.starts_with((folder / "damaged.plmcache").string()) &&
                    restored.error().message.ends_with("."))
            << restored.error().message;
        ++copies;
    }
    EXPECT_GE(copies, 190);
    EXPECT_EQ(session->position(), 30);
    const auto untouched = models.open();
    ASSERT_TRUE(untouched->evaluate(own, {}));
    EXPECT_EQ(logitsOf(*session, randomTokens(5), 1), logitsOf(*untouched, randomTokens(5), 1));
}

TEST_F(SavedCache, AnotherModelsIsIgnored) {
    const auto path = saved(20);
    expectRefused(*SyntheticSession({.seed = 2}).open(), path, ErrorKind::Unsupported, "another model");
    expectRefused(*SyntheticSession({.latentRank = 24}).open(), path, ErrorKind::Unsupported,
                  "another model");
    EXPECT_EQ(SyntheticSession().open()->restore(path), 20) << "the same model in another folder is the same";
}

TEST_F(SavedCache, AnotherTypeOfCacheIsIgnored) {
    const auto path = saved(20);
    expectRefused(*models.open({.cache = CacheType::F32}), path, ErrorKind::Unsupported,
                  "its cache is of the type f16, and f32 is in use");
}

TEST_F(SavedCache, WhatItSaysOfItselfIsNotBelieved) {
    const auto path = saved(20);
    const std::string sound = readBytes(path);
    const auto session = models.open();
    const auto refused = [&](const std::string& bytes, ErrorKind kind, std::string_view reason) {
        write(path, bytes);
        expectRefused(*session, path, kind, reason);
    };
    refused(with(sound, kVersionAt, 2), ErrorKind::Unsupported,
            "it is of version 2, and this program knows version 1");
    refused(with(sound, kLayersAt, 3), ErrorKind::Unsupported, "it has 3 layers of 80 bytes");
    refused(with(sound, kRowBytesAt, 0xFFFFFFFF), ErrorKind::Unsupported, "2 layers of 4294967295 bytes");
    refused(with(sound, kModelAt, 0), ErrorKind::Unsupported, "another model");
    refused(with(sound, kTokensAt, 19), ErrorKind::BadFile, "bytes where");
    refused(with(sound, kTokensAt, 0xFFFFFFFF), ErrorKind::ContextFull, "it has 4294967295 tokens");
    refused(with(sound, saved::Header::kBytes + 4, 259), ErrorKind::BadFile,
            "its token 259 is outside the vocabulary");
    refused(with(sound, saved::Header::kBytes + 4, 0x80000000), ErrorKind::BadFile, "outside the vocabulary");
    refused(sound + "x", ErrorKind::BadFile, "bytes where");
    refused("", ErrorKind::BadFile, "it is no saved cache");
    refused(std::string(5000, 'x'), ErrorKind::BadFile, "it is no saved cache");
    write(path, withMendedSums(sound));
    EXPECT_EQ(session->restore(path), 20) << "the sums alone were not what was refused";
}

TEST_F(SavedCache, WhatIsNoFileIsIgnored) {
    const auto session = models.open();
    expectRefused(*session, folder / "none.plmcache", ErrorKind::NotFound, "cannot be read: No such file");
    expectRefused(*session, folder.path(), ErrorKind::Io, "it is not a file");
}

TEST_F(SavedCache, AFullDiskIsTold) {
    const auto path = saved(20);
    const std::string before = readBytes(path);
    const auto session = models.open();
    ASSERT_TRUE(session->evaluate(randomTokens(100), {}));
    {
        const FileSizeLimit limit(2000);
        const auto done = session->save(path);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, ErrorKind::Io);
        EXPECT_EQ(done.error().message, path.string() + " cannot be written: File too large.");
    }
    EXPECT_EQ(readBytes(path), before) << "what was there is whole";
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "and nothing half";
}

/// The cached tokens of `engine`'s answer to "Hi".
int cachedTokens(Engine& engine) {
    const std::vector<ChatMessage> messages{{Role::User, "Hi"}};
    const auto answer = engine.answer(messages, greedy(3), {}, {});
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->statistics.cachedTokens : -1;
}

TEST_F(SavedCache, TheEngineKeepsConversationsInAFolder) {
    auto caches = CacheFolder::open(folder.path(), 1 << 20);
    ASSERT_TRUE(caches);
    const auto first = makeEngine({});
    EXPECT_TRUE(first->saveCache(*caches, "1")) << "no model, nothing to save";
    EXPECT_EQ(first->restoreCache(*caches, "1").error().kind, ErrorKind::BadArgument);
    ASSERT_TRUE(first->open(models.model()->info().path, {}, {}));
    EXPECT_TRUE(first->saveCache(*caches, "1"));
    EXPECT_FALSE(caches->holds("1")) << "nothing was read, and nothing saved";
    EXPECT_EQ(cachedTokens(*first), 0);
    ASSERT_TRUE(first->saveCache(*caches, "1"));

    const auto second = makeEngine({});
    ASSERT_TRUE(second->open(models.model()->info().path, {}, {}));
    EXPECT_EQ(second->restoreCache(*caches, "2").error().kind, ErrorKind::NotFound);
    ASSERT_TRUE(second->restoreCache(*caches, "1"));
    EXPECT_GT(cachedTokens(*second), 10);
    ASSERT_TRUE(caches->setBudget(100));
    const auto saved = second->saveCache(*caches, "1");
    ASSERT_FALSE(saved);
    EXPECT_NE(saved.error().message.find("the budget is 100."), std::string::npos) << saved.error().message;
}

TEST_F(SavedCache, NeverReplacesAForeignFile) {
    const auto session = models.open();
    ASSERT_TRUE(session->evaluate(randomTokens(3), {}));
    const fs::path path = folder / "7.plmcache";
    write(path, "a letter");
    const auto refused = session->save(path);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, path.string() + " is not replaced: it is not a saved cache.");
    EXPECT_EQ(readBytes(path), "a letter");
    write(path, "");
    EXPECT_TRUE(session->save(path)) << "an empty one holds nothing";
    EXPECT_TRUE(session->save(path)) << "one of its own kind";
}

/// As on a board without a battery, whose clock starts in the past.
TEST_F(SavedCache, WhatTheEngineSavedLastStaysWhereTheClockWasSetBack) {
    auto caches = CacheFolder::open(folder.path(), 1 << 20);
    ASSERT_TRUE(caches);
    const auto engine = makeEngine({});
    ASSERT_TRUE(engine->open(models.model()->info().path, {}, {}));
    EXPECT_EQ(cachedTokens(*engine), 0);
    ASSERT_TRUE(engine->saveCache(*caches, "1"));
    const fs::path first = *caches->fileOf("1");
    fs::last_write_time(first, fs::file_time_type::clock::now() + std::chrono::hours(48));
    ASSERT_TRUE(engine->saveCache(*caches, "2"));
    ASSERT_TRUE(caches->setBudget(fs::file_size(first)));
    EXPECT_FALSE(caches->holds("1"));
    EXPECT_TRUE(caches->holds("2"));
}

TEST_F(SavedCache, AnEngineThatRemembersNothingSavesNothing) {
    auto caches = CacheFolder::open(folder.path(), 1 << 20);
    ASSERT_TRUE(caches);
    Recording recording;
    recording.pieces = {"An ", "answer."};
    const auto fake = makeFakeEngine(recording);
    EXPECT_TRUE(fake->saveCache(*caches, "1"));
    EXPECT_TRUE(fake->restoreCache(*caches, "1"));
    EXPECT_EQ(caches->usedBytes(), 0U);
}

} // namespace
