// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"
#include "synthetic_session.h"

#include <plm/memory_parts.h>

#include <cstring>
#include <sys/mman.h>

namespace plm {
namespace {

constexpr std::uint64_t kKilobyte = 1024;

/// All that is asked for is in memory.
std::uint64_t everything(std::uintptr_t /*begin*/, std::uint64_t bytes) {
    return bytes;
}

class MemoryMappings : public test::FakeSystem {
protected:
    /// A mapping as smaps writes it, with some of the lines that do not matter.
    void add(const std::string& head, int pss, int anonymous,
             const std::string& flags = "rd wr mr mw me ac") {
        m_text += head + "\nSize:  900 kB\nRss:  900 kB\nPss:  " + std::to_string(pss) +
                  " kB\nPss_Dirty:  1 kB\nAnonymous:  " + std::to_string(anonymous) +
                  " kB\nVmFlags: " + flags + " \n";
    }
    std::vector<MemoryMapping> read() {
        file("proc/self/smaps", m_text);
        return memoryMappings(root());
    }
    MemoryByPart share(std::span<const MemoryRegion> regions, std::span<const CountedMemory> counted = {}) {
        return memoryByPart(read(), regions, counted, everything);
    }

private:
    std::string m_text;
};

TEST_F(MemoryMappings, AreNoneWhereTheSystemDoesNotTell) {
    EXPECT_TRUE(memoryMappings(root()).empty());
    EXPECT_EQ(memoryByPart({}, {}).total(), 0U);
}

TEST_F(MemoryMappings, TellOwnMemoryAndFilesApart) {
    add("10000-20000 r--p 00001000 fe:00 247  /models/my model.gguf", 40, 0);
    add("20000-30000 rw-p 00000000 fe:00 248  /usr/lib/libc.so.6", 8, 12);
    add("30000-31000 ---p 00000000 00:00 0", 0, 0, "mr mw me nr");
    add("40000-50000 rw-s 00000000 00:05 7    /memfd:pixels (deleted)", 16, 0);
    const auto mappings = read();
    ASSERT_EQ(mappings.size(), 4U);
    EXPECT_EQ(mappings[0].begin, 0x10000U);
    EXPECT_EQ(mappings[0].end, 0x20000U);
    EXPECT_EQ(mappings[0].name, "/models/my model.gguf");
    EXPECT_EQ(mappings[0].fileBacked, 40 * kKilobyte);
    EXPECT_EQ(mappings[1].own, 8 * kKilobyte) << "shared with a child, which pays for its part";
    EXPECT_EQ(mappings[1].fileBacked, 0U);
    EXPECT_FALSE(mappings[2].reachable);
    EXPECT_TRUE(mappings[2].unreserved);
    EXPECT_EQ(mappings[3].own, 16 * kKilobyte) << "no disk has it";
}

TEST_F(MemoryMappings, FilesBelongToWhoMappedThem) {
    add("10000-20000 r--p 00000000 fe:00 247  /models/model.gguf", 40, 0);
    add("20000-30000 r-xp 00000000 fe:00 248  /usr/lib/libc.so.6", 24, 0);
    const MemoryRegion file{MemoryPart::WeightsInFile, 0x10000, 0xF123};
    const MemoryByPart parts = share({&file, 1});
    EXPECT_EQ(parts.of(MemoryPart::WeightsInFile).fileBacked, 40 * kKilobyte);
    EXPECT_EQ(parts.of(MemoryPart::Program).fileBacked, 24 * kKilobyte);
    EXPECT_EQ(parts.total(), 64 * kKilobyte);
}

TEST_F(MemoryMappings, OneHasSeveralOwners) {
    add("10000-20000 rw-p 00000000 00:00 0", 64, 64);
    const std::vector<MemoryRegion> regions{{MemoryPart::LatentCache, 0x10000, 10 * kKilobyte},
                                            {MemoryPart::Activations, 0x14000, 5 * kKilobyte},
                                            {MemoryPart::Activations, 0x1F000, 64 * kKilobyte},
                                            {MemoryPart::Vocabulary, 0x90000, 5 * kKilobyte}};
    const MemoryByPart parts = share(regions);
    EXPECT_EQ(parts.of(MemoryPart::LatentCache).own, 10 * kKilobyte);
    EXPECT_EQ(parts.cacheReserved, 10 * kKilobyte);
    EXPECT_EQ(parts.of(MemoryPart::Activations).own, 9 * kKilobyte) << "what reaches beyond is not there";
    EXPECT_EQ(parts.of(MemoryPart::Vocabulary).own, 0U) << "nothing is mapped there any more";
    EXPECT_EQ(parts.of(MemoryPart::Unattributed).own, 45 * kKilobyte);
}

TEST_F(MemoryMappings, HeapsAndStacksAreTheProgramsAndWhatIsCountedOfThem) {
    add("10000-20000 rw-p 00000000 00:00 0    [heap]", 32, 32);
    add("30000-40000 rw-p 00000000 00:00 0", 16, 16, "rd wr mr mw me nr");
    add("50000-51000 ---p 00000000 00:00 0", 0, 0, "mr mw me");
    add("51000-61000 rw-p 00000000 00:00 0", 8, 8);
    add("90000000-90010000 rw-p 00000000 00:00 0", 4, 4);
    const CountedMemory history{MemoryPart::History, 20 * kKilobyte};
    const MemoryByPart parts = share({}, {&history, 1});
    EXPECT_EQ(parts.of(MemoryPart::History).own, 20 * kKilobyte);
    EXPECT_EQ(parts.of(MemoryPart::Program).own, 36 * kKilobyte);
    EXPECT_EQ(parts.of(MemoryPart::Unattributed).own, 4 * kKilobyte);
}

TEST(ResidentMemory, IsWhatWasTouched) {
    constexpr std::size_t kPages = 40000; // more than are asked about at a time
    void* memory = mmap(nullptr, kPages * 4096, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ASSERT_NE(memory, MAP_FAILED);
    (void)madvise(memory, kPages * 4096, MADV_NOHUGEPAGE);
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    auto* bytes = static_cast<char*>(memory);
    EXPECT_EQ(residentAt(begin, kPages * 4096), 0U);
    for (const std::size_t page : {std::size_t{0}, std::size_t{3}, kPages - 1})
        bytes[page * 4096] = 1;
    EXPECT_EQ(residentAt(begin, kPages * 4096), 3U * 4096);
    EXPECT_EQ(residentAt(begin + 100, 50), 50U) << "part of a page";
    EXPECT_EQ(residentAt(begin + 4000, 200), 96U) << "the end of one";
    munmap(memory, kPages * 4096);
    EXPECT_EQ(residentAt(begin, kPages * 4096), 0U) << "given back";
}

/// What deliberate allocations show up as. Sanitizers' allocators lie elsewhere.
class OwnMemory : public testing::Test {
protected:
    static constexpr std::size_t kLarge = std::size_t{50} << 20;

    void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        GTEST_SKIP() << "A sanitizer's allocator does not lie where malloc's does.";
#endif
    }
    static MemoryByPart now(std::span<const MemoryRegion> regions) {
        return memoryByPart(memoryMappings(), regions);
    }
    /// Of `part`, megabytes more than before.
    static double grown(MemoryPart part, const MemoryByPart& before, const MemoryByPart& after) {
        return (static_cast<double>(after.of(part).all()) - static_cast<double>(before.of(part).all())) /
               1048576;
    }
};

TEST_F(OwnMemory, OfNobodyIsUnattributed) {
    const MemoryByPart before = now({});
    const std::unique_ptr<char, decltype(&std::free)> block(static_cast<char*>(std::malloc(kLarge)),
                                                            std::free);
    ASSERT_NE(block, nullptr);
    std::memset(block.get(), 1, kLarge);
    const MemoryByPart after = now({});
    EXPECT_NEAR(grown(MemoryPart::Unattributed, before, after), 50, 0.5);
    EXPECT_NEAR(grown(MemoryPart::Program, before, after), 0, 0.5);
}

TEST_F(OwnMemory, OfManySmallPiecesIsTheProgramsHeap) {
    const MemoryByPart before = now({});
    std::vector<std::unique_ptr<std::array<char, 1000>>> pieces;
    for (std::size_t i = 0; i < kLarge / 1000; ++i) {
        pieces.push_back(std::make_unique<std::array<char, 1000>>());
        pieces.back()->fill(1);
    }
    EXPECT_NEAR(grown(MemoryPart::Program, before, now({})), 50, 2.5) << "and what malloc takes for itself";
}

TEST_F(OwnMemory, OfEachPartIsShownThere) {
    for (const MemoryPart part : {MemoryPart::LaidOutWeights, MemoryPart::LatentCache,
                                  MemoryPart::Activations, MemoryPart::Vocabulary}) {
        const MemoryByPart before = now({});
        const std::vector<char> buffer(kLarge, 1);
        std::vector<MemoryRegion> regions;
        addRegion(regions, part, buffer);
        const MemoryByPart after = now(regions);
        EXPECT_NEAR(grown(part, before, after), 50, 0.5) << toString(part);
        EXPECT_NEAR(grown(MemoryPart::Unattributed, before, after), 0, 0.5) << toString(part);
    }
}

/// A session of some size on a small file, with each executor. What nobody knows of is mostly OpenBLAS's own
/// scratch memory, most of a megabyte.
TEST_F(OwnMemory, OfASessionIsKnownNearlyAll) {
    const test::SyntheticSession models({.layers = 12,
                                         .embedding = 512,
                                         .feedForward = 2048,
                                         .heads = 4,
                                         .contextLength = 4096,
                                         .type = quant::Type::Q8_0});
    for (const ExecutorPlug* kind : builtInExecutors().all()) {
        if (!kind->check())
            continue;
        SCOPED_TRACE(kind->name);
        const auto session = models.open({.executor = kind});
        const MemoryByPart fresh = now(session->memoryRegions());
        const auto answer = session->generate(test::randomTokens(40), test::greedy(8));
        ASSERT_TRUE(answer);
        const MemoryByPart used = now(session->memoryRegions());
        EXPECT_LT(static_cast<double>(used.of(MemoryPart::Unattributed).all()),
                  0.03 * static_cast<double>(used.total()));
        EXPECT_GT(used.of(MemoryPart::Activations).own, 0U);
        const SessionMemory known = session->memory();
        if (known.device.weights == 0) { // else the cache, too, is on a device
            EXPECT_EQ(used.cacheReserved, known.cacheReserved);
            EXPECT_GE(used.of(MemoryPart::LatentCache).own, known.cacheUsed);
        }
        EXPECT_NEAR(static_cast<double>(used.of(MemoryPart::LaidOutWeights).own),
                    static_cast<double>(known.laidOutWeights), 4096);
        EXPECT_LE(fresh.of(MemoryPart::LatentCache).own, used.of(MemoryPart::LatentCache).own);
    }
}

/// Where weights are mapped from files, those files' pages are theirs.
TEST_F(OwnMemory, OfMappedWeightsIsTheirFiles) {
    const test::TemporaryFolder folder;
    const test::SyntheticSession models(
        {.layers = 4, .embedding = 1024, .feedForward = 4096, .type = quant::Type::Q8_0});
    const SessionOptions options{.keptWeights = {.folder = folder.path(), .leastBytes = 0}};
    {
        const auto session = models.open(options);
        session->keepWeights();
        session->awaitKeptWeights();
        EXPECT_EQ(now(session->memoryRegions()).of(MemoryPart::KeptWeights).all(), 0U);
    }
    const auto kept = models.open(options);
    ASSERT_TRUE(kept->weightsAreKept());
    ASSERT_TRUE(kept->evaluate(test::randomTokens(5), {}));
    const MemoryByPart parts = now(kept->memoryRegions());
    const auto weights = static_cast<double>(kept->memory().keptWeights);
    ASSERT_GT(weights, 30e6);
    EXPECT_NEAR(static_cast<double>(parts.of(MemoryPart::KeptWeights).fileBacked), weights, 0.05 * weights);
    EXPECT_EQ(parts.of(MemoryPart::LaidOutWeights).all(), 0U);

    const auto inPlace = models.open({.executor = test::executorNamed("reference")});
    ASSERT_TRUE(inPlace->evaluate(test::randomTokens(2), {}));
    const MemoryByPart mapped = now(inPlace->memoryRegions());
    const auto file = static_cast<double>(inPlace->memory().mapped);
    EXPECT_NEAR(static_cast<double>(mapped.of(MemoryPart::WeightsInFile).fileBacked), file, 0.05 * file);
}

} // namespace
} // namespace plm
