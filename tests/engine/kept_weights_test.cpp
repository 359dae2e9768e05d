// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "file_size_limit.h"
#include "files/folder_lock.h"
#include "mended_kept_sums.h"
#include "synthetic_session.h"

#include <plm/engine.h>
#include <plm/synthesize.h>

#include <fstream>
#include <mutex>
#include <thread>

namespace {

using namespace plm;
using namespace plm::test;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

void writeModel(const fs::path& path, const std::string& type = "Q4_0", std::uint64_t seed = 1) {
    SynthesisOptions options;
    options.shape = {.layers = 2,
                     .embedding = 512,
                     .feedForward = 512,
                     .heads = 2,
                     .latentRank = 256,
                     .noPositionWidth = 32,
                     .rotaryWidth = 16,
                     .valueWidth = 128,
                     .vocabulary = 512,
                     .contextLength = 64,
                     .rotaryBase = 10000,
                     .normEpsilon = 1e-6F};
    options.type = type;
    options.seed = seed;
    const Status written = synthesize(path, options);
    ASSERT_TRUE(written) << written.error().message;
}

std::vector<float> logitsOf(Session& session) {
    std::vector<TokenId> tokens(12);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        tokens[i] = static_cast<TokenId>(37 * i % 512);
    std::vector<float> logits(tokens.size() * 512);
    EXPECT_TRUE(session.evaluate(tokens, logits));
    return logits;
}

/// A folder for models, one for what is kept, and the sentences that were logged.
class KeptWeightsTest : public testing::Test {
protected:
    static constexpr std::size_t kVersionAt = 8, kFileBytesAt = 16, kChangedAt = 32, kBeginningAt = 40,
                                 kPlanAt = 48, kBytesAt = 56;

    void SetUp() override { writeModel(model); }

    [[nodiscard]] SessionOptions options() {
        SessionOptions made;
        made.keptWeights = {.folder = kept,
                            .budgetBytes = budget,
                            .leastBytes = least,
                            .log = [this](const std::string& sentence) {
                                const std::lock_guard lock(mutex);
                                sentences.push_back(sentence);
                            }};
        return made;
    }
    std::unique_ptr<Session> open(const fs::path& path) {
        auto opened = Model::open(path);
        EXPECT_TRUE(opened) << opened.error().message;
        auto session = Session::create(*opened, options());
        EXPECT_TRUE(session) << session.error().message;
        return std::move(*session);
    }
    std::unique_ptr<Session> open() { return open(model); }
    /// Opens the model, and keeps its weights where they are not kept yet.
    std::vector<float> openAndKeep(const fs::path& path) {
        const auto session = open(path);
        auto logits = logitsOf(*session);
        session->keepWeights();
        session->awaitKeptWeights();
        return logits;
    }
    std::vector<float> openAndKeep() { return openAndKeep(model); }

    [[nodiscard]] std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        if (fs::exists(kept))
            for (const auto& entry : fs::directory_iterator(kept))
                found.push_back(entry.path());
        return found;
    }
    /// The one file that is kept.
    [[nodiscard]] fs::path file() const {
        const auto found = files();
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? fs::path() : found.front();
    }
    /// Expects that `bytes` in place of the kept file are passed over with a sentence that has `reason`, and
    /// that the weights are laid out as they were.
    void expectRefused(const fs::path& path, const std::string& bytes, std::string_view reason,
                       const std::vector<float>& logits) {
        sentences.clear();
        std::ofstream(path, std::ios::binary) << bytes;
        const auto session = open();
        EXPECT_FALSE(session->weightsAreKept()) << reason;
        EXPECT_EQ(logitsOf(*session), logits) << reason;
        ASSERT_EQ(sentences.size(), 1U) << reason;
        EXPECT_TRUE(sentences[0].starts_with(path.string() + " is ") && sentences[0].ends_with("."))
            << sentences[0];
        EXPECT_NE(sentences[0].find(reason), std::string::npos) << sentences[0];
    }

    const TemporaryFolder folder;
    const fs::path model = folder / "model.gguf";
    fs::path kept = folder / "caches/weights";
    std::uint64_t budget = 1 << 30;
    std::uint64_t least = 0;
    std::mutex mutex;
    std::vector<std::string> sentences;
};

TEST_F(KeptWeightsTest, AreMappedTheNextTimeAndGiveTheSameBits) {
    for (const char* type : {"Q8_0", "Q4_0", "Q4_K_M", "Q6_K"}) {
        const fs::path path = folder.path() / (std::string(type) + ".gguf");
        writeModel(path, type);
        const auto first = open(path);
        EXPECT_FALSE(first->weightsAreKept()) << type;
        const auto logits = logitsOf(*first);
        first->keepWeights();
        first->keepWeights(); // is once
        first->awaitKeptWeights();
        const auto second = open(path);
        EXPECT_TRUE(second->weightsAreKept()) << type;
        EXPECT_EQ(logitsOf(*second), logits) << type;
        const SessionMemory memory = second->memory();
        EXPECT_GT(memory.keptWeights, 0U);
        EXPECT_EQ(memory.keptWeights, memory.laidOutWeights);
        EXPECT_EQ(first->memory().keptWeights, 0U);
    }
    EXPECT_TRUE(sentences.empty()) << sentences[0];
    for (const fs::path& path : files())
        EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(kept).permissions(), fs::perms::owner_all);
}

TEST_F(KeptWeightsTest, AreWrittenWhileTheSessionAnswers) {
    const auto alone = open();
    const auto logits = logitsOf(*alone);
    const auto session = open();
    session->keepWeights();
    EXPECT_EQ(logitsOf(*session), logits);
    session->awaitKeptWeights();
    EXPECT_EQ(logitsOf(*open()), logits);
    EXPECT_TRUE(open()->weightsAreKept());
}

TEST_F(KeptWeightsTest, DamagedOnesAreIgnoredToldAndMadeAgain) {
    const auto logits = openAndKeep();
    const fs::path path = file();
    const std::string sound = readBytes(path);
    int copies = 0;
    for (const Damaged& copy : damagedCopies(sound, 60, 7)) {
        if (copy.bytes == sound)
            continue;
        SCOPED_TRACE(copy.what);
        expectRefused(path, copy.bytes, "", logits);
        ++copies;
    }
    EXPECT_GE(copies, 50);
    openAndKeep();
    EXPECT_EQ(readBytes(path), sound) << "made again";
    EXPECT_TRUE(open()->weightsAreKept());
}

TEST_F(KeptWeightsTest, WhatTheySayOfThemselvesIsNotBelieved) {
    const auto logits = openAndKeep();
    const fs::path path = file();
    const std::string sound = readBytes(path);
    const auto with = [&](std::size_t at, std::uint64_t value) {
        std::string bytes = sound;
        std::memcpy(bytes.data() + at, &value, sizeof value);
        return withMendedKeptSums(bytes);
    };
    expectRefused(path, with(kVersionAt, 2), "it is of version 2, and this program knows version 1", logits);
    for (const std::size_t at : {kFileBytesAt, kChangedAt, kBeginningAt})
        expectRefused(path, with(at, 5), "its weights are those of another model", logits);
    expectRefused(path, with(kPlanAt, 5), "laid out as another version of this program does", logits);
    expectRefused(path, with(kBytesAt, 0), "laid out as another version", logits);
    expectRefused(path, with(kBytesAt, ~std::uint64_t{0}), "laid out as another version", logits);
    expectRefused(path, sound + "x", "bytes where", logits);
    expectRefused(path, sound.substr(0, sound.size() - 8), "bytes where", logits);
    expectRefused(path, std::string(8192, 'x'), "it holds no kept weights", logits);
    expectRefused(path, "", "is empty", logits);
    std::ofstream(path, std::ios::binary) << withMendedKeptSums(sound);
    EXPECT_TRUE(open()->weightsAreKept()) << "the sums alone were not what was refused";
}

TEST_F(KeptWeightsTest, NeverReplaceAForeignFile) {
    openAndKeep();
    const fs::path path = file();
    std::ofstream(path, std::ios::binary) << "a letter";
    openAndKeep();
    EXPECT_EQ(readBytes(path), "a letter");
    ASSERT_EQ(sentences.size(), 2U) << "it is not used, and not replaced";
    EXPECT_EQ(sentences[1], path.string() + " is not replaced: it is not a file of kept weights.");
    std::ofstream(path, std::ios::binary).close();
    openAndKeep();
    EXPECT_TRUE(open()->weightsAreKept()) << "an empty one holds nothing";
}

/// Of the same length and header, and with the time of the last change set back.
TEST_F(KeptWeightsTest, AnotherModelInTheSamePlaceIsNotTakenForIt) {
    openAndKeep();
    const auto before = fs::last_write_time(model);
    const auto size = fs::file_size(model);
    writeModel(model, "Q4_0", 2);
    fs::last_write_time(model, before);
    ASSERT_EQ(fs::file_size(model), size);
    const auto logits = openAndKeep();
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_EQ(sentences[0], file().string() + " is not used: its weights are those of another model.");
    const auto session = open();
    EXPECT_TRUE(session->weightsAreKept()) << "made again";
    EXPECT_EQ(logitsOf(*session), logits);
}

TEST_F(KeptWeightsTest, AFileThatBecameDamagedIsStillRefused) {
    openAndKeep();
    std::string bytes = readBytes(model);
    const auto at = [&] { // a scale of ffn_up's
        const auto file = gguf::File::open(model);
        return file->tensor("blk.1.ffn_up.weight")->data.data() - file->bytes().data();
    }();
    std::memcpy(bytes.data() + at, "\x00\x7e", 2);
    std::ofstream(model, std::ios::binary) << bytes;
    const auto session = Session::create(*Model::open(model), options());
    ASSERT_FALSE(session);
    EXPECT_NE(session.error().message.find("blk.1.ffn_up.weight"), std::string::npos);
}

TEST_F(KeptWeightsTest, WhatWasNotUsedForTheLongestTimeGoes) {
    openAndKeep();
    const fs::path first = file();
    budget = fs::file_size(first) * 2 + 1000;
    const fs::path others[] = {folder / "second.gguf", folder / "third.gguf"};
    for (const fs::path& path : others)
        fs::copy_file(model, path);
    openAndKeep(others[0]);
    ASSERT_EQ(files().size(), 2U);
    for (const fs::path& path : files())
        fs::last_write_time(path, fs::file_time_type::clock::now() - (path == first ? 2h : 1h));
    openAndKeep(); // maps it, and was used now
    openAndKeep(others[1]);
    EXPECT_TRUE(open()->weightsAreKept());
    EXPECT_FALSE(open(others[0])->weightsAreKept());
    EXPECT_TRUE(open(others[1])->weightsAreKept());
    EXPECT_TRUE(sentences.empty()) << sentences[0];
}

TEST_F(KeptWeightsTest, WithoutABudgetNoneAreKeptAndThoseThereGo) {
    openAndKeep();
    budget = 0;
    const auto session = open();
    EXPECT_FALSE(session->weightsAreKept());
    session->keepWeights();
    session->awaitKeptWeights();
    EXPECT_TRUE(files().empty());
    EXPECT_TRUE(sentences.empty());
}

TEST_F(KeptWeightsTest, ATooSmallBudgetIsTold) {
    budget = 1000;
    openAndKeep();
    EXPECT_TRUE(files().empty());
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_NE(sentences[0].find("and the budget is 1000."), std::string::npos) << sentences[0];
}

TEST_F(KeptWeightsTest, AFolderThatCannotBeIsToldAndDoneWithout) {
    const auto logits = openAndKeep();
    kept = model / "below a file";
    EXPECT_EQ(openAndKeep(), logits);
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_TRUE(sentences[0].starts_with(kept.string() + " cannot be used as a folder: ")) << sentences[0];
}

TEST_F(KeptWeightsTest, AFullDiskIsToldAndLeavesNothingBehind) {
    {
        const FileSizeLimit limit(20'000);
        openAndKeep();
    }
    EXPECT_TRUE(files().empty());
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_TRUE(sentences[0].ends_with(" cannot be written: File too large.")) << sentences[0];
}

TEST_F(KeptWeightsTest, SmallModelsAndThoseUsedInPlaceLeaveNothing) {
    least = KeptWeights{}.leastBytes;
    openAndKeep();
    EXPECT_FALSE(fs::exists(kept));
    least = 0;
    const SyntheticSession inPlace({.type = quant::Type::Q5_1});
    const auto session = inPlace.open(options());
    session->keepWeights();
    session->awaitKeptWeights();
    EXPECT_FALSE(fs::exists(kept));
}

TEST_F(KeptWeightsTest, AnotherProcessAtWorkIsLeftAlone) {
    ASSERT_TRUE(files::makeFolder(kept));
    {
        const auto lock = files::FolderLock::tryLock(kept);
        ASSERT_TRUE(lock);
        EXPECT_FALSE(files::FolderLock::tryLock(kept));
        openAndKeep();
        EXPECT_TRUE(files().empty());
    }
    openAndKeep();
    EXPECT_EQ(files().size(), 1U);
    EXPECT_TRUE(sentences.empty());
}

TEST_F(KeptWeightsTest, ASessionThatEndsOrIsToldToStopLeavesNothingHalf) {
    open()->keepWeights(); // and ends
    for (const fs::path& path : files())
        EXPECT_EQ(path.extension(), ".plmcache");
    const auto session = open();
    session->keepWeights();
    std::stop_source stop;
    stop.request_stop();
    session->awaitKeptWeights(stop.get_token());
    for (const fs::path& path : files())
        EXPECT_EQ(path.extension(), ".plmcache");
    EXPECT_TRUE(sentences.empty());
}

TEST_F(KeptWeightsTest, MappingThemCanBeCancelled) {
    openAndKeep();
    std::stop_source stop;
    stop.request_stop();
    const auto session = Session::create(*Model::open(model), options(), {}, stop.get_token());
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(sentences.empty());
}

TEST_F(KeptWeightsTest, ProgressIsToldToTheEnd) {
    for (const bool mapped : {false, true}) {
        double last = -1;
        const auto session = Session::create(*Model::open(model), options(), [&](double fraction) {
            EXPECT_GE(fraction, last);
            last = fraction;
        });
        ASSERT_TRUE(session);
        EXPECT_EQ((*session)->weightsAreKept(), mapped);
        EXPECT_EQ(last, 1.0);
        (*session)->keepWeights();
        (*session)->awaitKeptWeights();
    }
}

TEST_F(KeptWeightsTest, TheEngineKeepsThemAfterItsFirstAnswer) {
    const auto engine = makeEngine(options());
    ASSERT_TRUE(engine->open(model, {}, {}));
    EXPECT_FALSE(fs::exists(kept));
    const std::vector<ChatMessage> messages{{Role::User, "Hi"}};
    GenerationOptions generation;
    generation.maxTokens = 2;
    ASSERT_TRUE(engine->answer(messages, generation, {}, {}));
    const auto isKept = [this] {
        const auto found = files();
        return found.size() == 1 && found[0].extension() == ".plmcache";
    };
    for (int i = 0; i < 2000 && !isKept(); ++i)
        std::this_thread::sleep_for(5ms);
    EXPECT_TRUE(isKept());
    EXPECT_TRUE(open()->weightsAreKept());
}

} // namespace
