// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that are cut short, or changed, while they are mapped.
#include "files/mapping.h"
#include "temporary_folder.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace plm::files {
namespace {

constexpr std::size_t kPage = 4096;

std::uint64_t sumOf(std::span<const std::byte> bytes) {
    std::uint64_t sum = 0;
    for (const std::byte byte : bytes)
        sum += std::to_integer<std::uint64_t>(byte);
    return sum;
}

class CutMapping : public testing::Test {
protected:
    void SetUp() override { write(path, 64 * kPage, 'x'); }

    static void write(const std::filesystem::path& file, std::size_t size, char value) {
        std::ofstream(file, std::ios::binary) << std::string(size, value);
    }
    static Mapping open(const std::filesystem::path& file) {
        auto mapping = Mapping::open(file);
        EXPECT_TRUE(mapping) << mapping.error().message;
        return std::move(*mapping);
    }
    void expectShorter(const Mapping& mapping) const {
        const Status intact = mapping.intact();
        ASSERT_FALSE(intact);
        EXPECT_EQ(intact.error().message, path.string() + " became shorter while it was in use.");
        EXPECT_EQ(intact.error().kind, ErrorKind::Io);
    }

    test::TemporaryFolder folder;
    std::filesystem::path path = folder / "model.gguf";
};

TEST_F(CutMapping, IsIntactBefore) {
    const Mapping mapping = open(path);
    EXPECT_TRUE(mapping.intact());
    EXPECT_EQ(sumOf(mapping.bytes()), 64 * kPage * 'x');
    EXPECT_TRUE(mapping.intact());
}

TEST_F(CutMapping, ReadsZerosAndSaysSo) {
    const Mapping mapping = open(path);
    std::filesystem::resize_file(path, kPage);
    EXPECT_EQ(sumOf(mapping.bytes()), kPage * 'x');
    expectShorter(mapping);
}

TEST_F(CutMapping, SaysSoWithinAPageAndBeforeAnythingIsRead) {
    const Mapping mapping = open(path);
    std::filesystem::resize_file(path, 64 * kPage - 1);
    expectShorter(mapping);
}

TEST_F(CutMapping, ForgetsNothingWhereTheFileIsMadeLongAgain) {
    const Mapping read = open(path);
    const Mapping asked = open(path);
    std::filesystem::resize_file(path, 0);
    EXPECT_EQ(sumOf(read.bytes()), 0U);
    expectShorter(asked);
    write(path, 64 * kPage, 'y');
    for (const Mapping* mapping : {&read, &asked}) {
        ASSERT_FALSE(mapping->intact());
        EXPECT_NE(mapping->intact().error().message.find(" could not be read: it was changed"),
                  std::string::npos);
    }
}

TEST_F(CutMapping, OnlyItsOwnFileCounts) {
    const auto other = folder / "other.gguf";
    write(other, 8 * kPage, 'y');
    const Mapping whole = open(other);
    Mapping first = open(path);
    const Mapping mapping = std::move(first);
    std::filesystem::resize_file(path, 0);
    EXPECT_EQ(sumOf(mapping.bytes()), 0U);
    EXPECT_EQ(sumOf(whole.bytes()), 8 * kPage * 'y');
    EXPECT_TRUE(whole.intact());
    expectShorter(mapping);
}

TEST_F(CutMapping, AllThreadsReadOn) {
    const Mapping mapping = open(path);
    std::filesystem::resize_file(path, kPage);
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            if (sumOf(mapping.bytes()) == kPage * 'x' && !mapping.intact())
                ++right;
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(right, 8);
}

TEST_F(CutMapping, PlacesAreUsedAgain) {
    for (int i = 0; i < 100; ++i) {
        write(path, 4 * kPage, 'x');
        const Mapping mapping = open(path);
        ASSERT_TRUE(mapping.intact()) << i;
        std::filesystem::resize_file(path, 0);
        ASSERT_EQ(sumOf(mapping.bytes()), 0U);
        ASSERT_FALSE(mapping.intact());
    }
}

TEST_F(CutMapping, IsKnownAsMappedUnderAnyName) {
    const auto link = folder / "link.gguf";
    std::filesystem::create_hard_link(path, link);
    struct stat status = {};
    ASSERT_EQ(::stat(link.c_str(), &status), 0);
    EXPECT_FALSE(isMapped(FileIdentity(status)));
    {
        const Mapping one = open(path);
        Mapping other = open(path);
        other = Mapping();
        EXPECT_TRUE(isMapped(FileIdentity(status)));
    }
    EXPECT_FALSE(isMapped(FileIdentity(status)));
}

#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
// The sanitizers say what they think of these signals in their own ways.

TEST_F(CutMapping, OtherSignalsAreAsDeadlyAsBefore) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    const Mapping mapping = open(path);
    EXPECT_EXIT(std::raise(SIGBUS), testing::KilledBySignal(SIGBUS), "");
    const auto readElsewhere = [this] {
        const int file = ::open(path.c_str(), O_RDWR);
        auto* memory = static_cast<char*>(::mmap(nullptr, kPage, PROT_READ, MAP_SHARED, file, 0));
        std::filesystem::resize_file(path, 0);
        std::exit(*static_cast<volatile char*>(memory));
    };
    EXPECT_EXIT(readElsewhere(), testing::KilledBySignal(SIGBUS), "");
}

TEST_F(CutMapping, TheHandlerBeforeGetsWhatIsNotOurs) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    const auto raiseWithHandler = [this] {
        std::signal(SIGBUS, [](int) { std::_Exit(7); });
        const Mapping mapping = open(path); // the first of this process: death tests start anew
        std::filesystem::resize_file(path, 0);
        if (sumOf(mapping.bytes()) == 0 && !mapping.intact())
            std::raise(SIGBUS);
    };
    EXPECT_EXIT(raiseWithHandler(), testing::ExitedWithCode(7), "");
}
#endif

} // namespace
} // namespace plm::files
