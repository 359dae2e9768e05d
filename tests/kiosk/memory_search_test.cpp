// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/freed_memory.h"
#include "kiosk/memory_search.h"
#include "kiosk/searched_mappings.h"
#include "secret.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace peripheral::kiosk;

namespace {

/// What is found of them; nothing where there was an error, which fails the test.
Findings found(const Traces& traces, const SearchOptions& options = {}) {
    auto findings = searchMemory(traces, options);
    EXPECT_TRUE(findings) << findings.error();
    return findings ? *findings : Findings{};
}

bool hasEncoding(const Findings& findings, Encoding encoding) {
    return std::any_of(findings.hits.begin(), findings.hits.end(),
                       [encoding](const Hit& hit) { return hit.encoding == encoding; });
}

template <class Unit>
void widen(std::string_view text, void* to) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Unit unit = static_cast<unsigned char>(text[i]);
        copyBytes(static_cast<char*>(to) + i * sizeof unit, &unit, sizeof unit);
    }
}

} // namespace

TEST(MemorySearchTest, findsNothingOfWhatIsGoneNorItself) {
    Secret secret(500);
    Traces traces;
    traces.addText(secret.text());
    traces.addTokens(std::array<std::int32_t, 8>{4711, 815, 31337, 271828, 314159, 141421, 173205, 57721});
    EXPECT_GT(found(traces).count, 0U);
    secret.wipe();
    Findings findings = found(traces);
    EXPECT_FALSE(hasEncoding(findings, Encoding::Utf8));
    EXPECT_FALSE(hasEncoding(findings, Encoding::Utf16));
    EXPECT_FALSE(hasEncoding(findings, Encoding::Utf32));
    EXPECT_GT(findings.bytes, 100'000U);
    EXPECT_GT(findings.duration.count(), 0);
}

TEST(MemorySearchTest, findsEachEncoding) {
    Secret secret(60);
    Traces traces;
    traces.addText(secret.text());
    Pages pages(4096);
    EXPECT_FALSE(hasEncoding(found(traces), Encoding::Utf16));
    widen<char16_t>(secret.text(), pages.data() + 3); // at no even address, either
    EXPECT_TRUE(hasEncoding(found(traces), Encoding::Utf16));
    pages.wipe();
    widen<char32_t>(secret.text(), pages.data() + 100);
    EXPECT_TRUE(hasEncoding(found(traces), Encoding::Utf32));
    pages.wipe();
    secret.wipe();
    EXPECT_EQ(found(traces).count, 0U);
}

TEST(MemorySearchTest, findsTextsBeyondAscii) {
    const std::string text =
        "Größenwahn für Übermütige, 光合作用需要阳光和水 🌱🌱 end"; // compiled in, read-only
    Pages pages(4096);
    Traces traces;
    traces.addText(text);
    copyBytes(pages.data(), text.data(), text.size());
    EXPECT_TRUE(hasEncoding(found(traces), Encoding::Utf8));
    const std::u16string wide = u"Größenwahn für Übermütige, 光合作用需要阳光和水 🌱🌱 end";
    pages.wipe();
    copyBytes(pages.data(), wide.data(), wide.size() * 2);
    const Findings findings = found(traces);
    EXPECT_TRUE(hasEncoding(findings, Encoding::Utf16));
    // Every window of it: five of twelve characters, or six where the last one overlaps.
    EXPECT_GE(std::count_if(findings.hits.begin(), findings.hits.end(),
                            [](const Hit& hit) { return hit.encoding == Encoding::Utf16; }),
              4);
}

TEST(MemorySearchTest, findsInHeapAndStackAndSaysWhere) {
    Secret secret(48);
    Traces traces;
    traces.addText(secret.text());
    const auto heap = std::make_unique<char[]>(48);
    copyBytes(heap.get(), secret.text().data(), 48);
    secret.wipe();
    Findings findings = found(traces);
    ASSERT_EQ(findings.count, 4U);
    EXPECT_THAT(findings.hits.front().origin, testing::AnyOf("[heap]", "anonymous"));
    EXPECT_THAT(findings.byOrigin(),
                testing::ElementsAre("4 times, in " + findings.hits.front().origin + ", as UTF-8"));

    std::array<char, 48> stack{};
    copyBytes(stack.data(), heap.get(), 48);
    explicit_bzero(heap.get(), 48);
    findings = found(traces);
    ASSERT_EQ(findings.count, 4U);
    if (!kIsSanitized) { // else variables of the stack lie elsewhere
        EXPECT_EQ(findings.hits.front().origin, "[stack]");
    }
    explicit_bzero(stack.data(), 48);
}

TEST(MemorySearchTest, findsOnTheStackOfAnotherThread) {
    Secret secret(48);
    Traces traces;
    traces.addText(secret.text());
    std::atomic<int> step = 0;
    std::thread thread([&] {
        std::array<char, 48> stack{};
        copyBytes(stack.data(), secret.text().data(), 48);
        step = 1;
        step.notify_all();
        step.wait(1);
        explicit_bzero(stack.data(), 48);
    });
    step.wait(0);
    secret.wipe();
    EXPECT_EQ(found(traces).count, 4U);
    step = 2;
    step.notify_all();
    thread.join();
    EXPECT_EQ(found(traces).count, 0U);
}

TEST(MemorySearchTest, findsAcrossTheBordersOfChunks) {
    Secret secret(12);
    Traces traces;
    traces.addText(secret.text());
    Pages pages(4 * 4096);
    const std::string_view text = secret.text();
    for (const std::size_t offset : {4084U, 4085U, 4090U, 4095U, 4096U, 8191U, 4U * 4096U - 12U}) {
        pages.wipe();
        copyBytes(pages.data() + offset, text.data(), text.size());
        EXPECT_EQ(found(traces, {.chunkBytes = 4096}).count, 2U) << offset; // and the secret itself
    }
    for (const std::size_t offset : {4049U, 4080U, 4093U}) {
        pages.wipe();
        widen<char32_t>(text, pages.data() + offset);
        EXPECT_EQ(found(traces, {.chunkBytes = 4096}).count, 2U) << offset;
    }
}

TEST(MemorySearchTest, findsEveryPieceOf23Characters) {
    Secret secret(200);
    Traces traces;
    traces.addText(secret.text());
    Pages pages(200 * 64);
    for (std::size_t begin = 0; begin + 23 <= 200; ++begin)
        copyBytes(pages.data() + begin * 64, secret.text().data() + begin, 23);
    secret.wipe();
    const Findings findings = found(traces);
    std::vector<std::uint64_t> pieces;
    for (const Hit& hit : findings.hits)
        pieces.push_back(hit.offset / 64);
    std::sort(pieces.begin(), pieces.end());
    pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
    EXPECT_EQ(pieces.size(), 178U);
}

/// The kiosk would start anew for every child that types the alphabet.
TEST(MemorySearchTest, looksForNothingThatCounts) {
    Traces traces;
    for (const char* text : {"abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponm", "0123456789:;"})
        traces.addText(text);
    traces.addTokens(std::array<std::int32_t, 8>{7, 8, 9, 10, 11, 12, 13, 14});
    traces.addTokens(std::array<std::int32_t, 6>{100, 200, 300, 400, 500, 600});
    EXPECT_TRUE(traces.empty());
    traces.addText("abcdefghijkm");
    EXPECT_FALSE(traces.empty());
}

TEST(MemorySearchTest, findsTokenIds) {
    Pages pages(4096);
    const std::array<std::int32_t, 11> tokens{100, 90000, 7, 15, 32001, 12, 88, 4, 1023, 511, 90001};
    Traces traces;
    copyBytes(pages.data() + 40, tokens.data(), sizeof tokens);
    traces.addTokens({reinterpret_cast<const std::int32_t*>(pages.data() + 40), tokens.size()});
    EXPECT_TRUE(hasEncoding(found(traces), Encoding::TokenIds));
}

TEST(MemorySearchTest, knowsShortTextsWhereTheyTakeEnoughBytes) {
    const auto needles = [](std::string_view text) {
        Traces traces;
        traces.addText(text);
        return traces.needles().size();
    };
    EXPECT_EQ(needles("Hello"), 0U);
    EXPECT_EQ(needles("Hello yo"), 3U);
    EXPECT_EQ(needles("阳光和水"), 3U);
    EXPECT_EQ(needles("阳光"), 0U);
    EXPECT_EQ(needles("ööäü"), 0U);
    EXPECT_EQ(needles("aaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 0U);
    EXPECT_EQ(needles("What is photosynthesis?"), 6U);
    EXPECT_EQ(needles("What is this\xFF\xFEnot UTF-8 ..\xE4\xBA"), 6U);
}

TEST(MemorySearchTest, leavesOutTheProgramsOwnTexts) {
    Secret own(100);
    Traces traces;
    traces.setOwnTexts({"another", std::string(own.text()), "and another"});
    traces.addText(own.text().substr(10, 40));
    EXPECT_TRUE(traces.empty());
    Secret secret(30);
    traces.addText(secret.text());
    EXPECT_EQ(traces.needles().size(), 9U);
    traces.clear();
    EXPECT_TRUE(traces.empty());
    traces.addText(own.text().substr(0, 20));
    EXPECT_TRUE(traces.empty());
}

TEST(MemorySearchTest, leavesOutWhatItIsTold) {
    Secret secret(48);
    Traces traces;
    traces.addText(secret.text());
    EXPECT_EQ(found(traces).count, 4U);
    const auto begin = reinterpret_cast<std::uintptr_t>(secret.text().data());
    EXPECT_EQ(found(traces, {.leaveOut = {{begin, 48}}}).count, 0U);
    EXPECT_EQ(found(traces, {.leaveOut = {{begin, 12}, {begin + 24, 12}}}).count, 2U);
}

TEST(MemorySearchTest, doesNotMindMemoryThatComesAndGoes) {
    Secret secret(48);
    Traces traces;
    traces.addText(secret.text());
    std::atomic<bool> stop = false;
    std::thread thread([&] {
        while (!stop) {
            Pages pages(std::size_t{1} << 20);
            std::memset(pages.data(), 7, std::size_t{1} << 20);
        }
    });
    for (int i = 0; i < (kIsSanitized ? 2 : 20); ++i)
        EXPECT_EQ(found(traces, {.chunkBytes = 8192}).count, 4U);
    stop = true;
    thread.join();
}

TEST(MemorySearchTest, stepsOverPagesThatCannotBeRead) {
    // More of a file mapped than the file has: its pages after the end are in the list, but cannot be read.
    char name[] = "/tmp/kiosk-memory-XXXXXX";
    const int file = ::mkstemp(name);
    ASSERT_GE(file, 0);
    ::unlink(name);
    ASSERT_EQ(::ftruncate(file, 4096), 0);
    constexpr std::size_t kBytes = 16 * 4096;
    auto* const mapped =
        static_cast<char*>(::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0));
    ASSERT_NE(mapped, MAP_FAILED);
    ::close(file);
    writeSecret(mapped + 100, 24);
    Traces traces;
    traces.addText({mapped + 100, 24});
    const Findings findings = found(traces);
    EXPECT_EQ(findings.count, 2U);
    EXPECT_THAT(findings.hits.front().origin, testing::HasSubstr("kiosk-memory"));
    explicit_bzero(mapped, 4096);
    ::munmap(mapped, kBytes);
}

TEST(MemorySearchTest, doesNotClaimToLookForMoreThanItCan) {
    Traces traces;
    std::string text;
    for (int i = 0; i < 1'000'000 && traces.isComplete(); ++i)
        traces.addText("number " + std::to_string(i) + " of many");
    EXPECT_FALSE(traces.isComplete());
    EXPECT_FALSE(traces.empty());
    EXPECT_EQ(traces.needles().size(), Traces::kMost);
    const auto findings = searchMemory(traces);
    ASSERT_FALSE(findings);
    EXPECT_THAT(findings.error(), testing::HasSubstr("cannot be proven"));
    traces.clear();
    EXPECT_TRUE(traces.isComplete());
    EXPECT_EQ(found(traces).count, 0U);
}

TEST(MemorySearchTest, choosesMappings) {
    const std::vector<SearchedMapping> mappings = mappingsToSearch(
        "55d000000000-55d000001000 r--p 00000000 08:01 42    /usr/bin/program\nRss: 4 kB\n"
        "55d000001000-55d000002000 rw-p 00001000 08:01 42    /usr/bin/program\nRss: 4 kB\nSwap: 0 kB\n"
        "55d000100000-55d000200000 rw-p 00000000 00:00 0     [heap]\nRss:                   0 kB\nSwap: 8 "
        "kB\n"
        "7f0000000000-7f0000100000 rw-p 00000000 00:00 0 \nRss: 0 kB\nSwap: 0 kB\n"
        "7f0000100000-7f0000200000 r-xp 00000000 00:00 0 \nRss: 12 kB\nVmFlags: rd ex\n"
        "7f0000200000-7f0000300000 ---p 00000000 00:00 0 \nRss: 12 kB\n"
        "7f0000300000-7f0000400000 rw-s 00000000 00:06 7     /dev/dri/renderD128\nRss: 12 kB\n"
        "7f0000400000-7f0000500000 rw-s 00000000 00:01 8     /memfd:shared (deleted)\nRss: 12 kB\n"
        "7ffd00000000-7ffd00004000 r--p 00000000 00:00 0     [vvar]\nRss: 4 kB\n");
    ASSERT_EQ(mappings.size(), 4U);
    EXPECT_EQ(mappings[0].name, "/usr/bin/program");
    EXPECT_EQ(mappings[0].begin, 0x55d000001000U);
    EXPECT_FALSE(mappings[0].swapped);
    EXPECT_EQ(mappings[1].name, "[heap]");
    EXPECT_TRUE(mappings[1].swapped);
    EXPECT_EQ(mappings[2].name, "anonymous");
    EXPECT_EQ(mappings[3].name, "/memfd:shared (deleted)");
}
