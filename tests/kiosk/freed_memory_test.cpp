// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/freed_memory.h"
#include "kiosk/memory_search.h"
#include "secret.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <thread>

using namespace peripheral::kiosk;

namespace {

/// What the program in memory_child.cpp prints, started with `environment` in front.
std::string childSays(const std::string& environment, const std::string& arguments) {
    const std::string command =
        "env -u GLIBC_TUNABLES " + environment + " " PERIPHERAL_MEMORY_CHILD " " + arguments;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    std::string text;
    std::array<char, 512> part{};
    while (pipe != nullptr && std::fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr)
        text += part.data();
    if (pipe != nullptr)
        ::pclose(pipe);
    return text;
}

/// Leaves a text on the stack, far below what searching needs itself.
[[gnu::noinline]] void leaveOnStack(std::string_view text) {
    std::array<char, 60'000> stack; // NOLINT(cppcoreguidelines-pro-type-member-init)
    copyBytes(stack.data(), text.data(), text.size());
    asm volatile("" : : "r"(stack.data()) : "memory");
}

void expectStackWiped() {
    Secret secret(48);
    Traces traces;
    traces.addText(secret.text());
    leaveOnStack(secret.text());
    secret.wipe();
    EXPECT_EQ(searchMemory(traces)->count, 4U);
    wipeStackBelow(256 * 1024);
    EXPECT_EQ(searchMemory(traces)->count, 0U);
}

constexpr const char* kWhyNot = "Sanitizers keep freed memory, and stacks, as they were, to find faults.";

} // namespace

TEST(FreedMemoryTest, isOverwritten) {
    if (kIsSanitized)
        GTEST_SKIP() << kWhyNot;
    EXPECT_EQ(childSays("", "freed-as-usual"), "before 1\nafter 1\n");
    EXPECT_EQ(childSays("", "freed"), "before 1\nafter 0\n");
}

TEST(FreedMemoryTest, keepsOtherTunablesAndArguments) {
    if (kIsSanitized)
        GTEST_SKIP() << kWhyNot;
    const std::string wanted = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0";
    EXPECT_EQ(childSays("", "tunables 'a word'"), wanted + "|a word|0\n");
    EXPECT_EQ(childSays("GLIBC_TUNABLES=glibc.malloc.perturb=1:glibc.malloc.arena_max=2", "tunables b"),
              "glibc.malloc.arena_max=2:" + wanted + "|b|0\n");
    EXPECT_EQ(childSays("GLIBC_TUNABLES=" + wanted + ":glibc.malloc.arena_max=2", "tunables b"),
              wanted + ":glibc.malloc.arena_max=2|b|0\n");
}

TEST(FreedMemoryTest, startsAnewOnceOnly) {
    if (kIsSanitized)
        GTEST_SKIP() << kWhyNot;
    EXPECT_EQ(
        childSays("PERIPHERAL_KIOSK_STARTED_ANEW=1", "tunables b"),
        "The C library was not told to overwrite freed memory: the environment was not passed on to the "
        "program.\n");
}

TEST(FreedMemoryTest, stacksAreWiped) {
    if (kIsSanitized)
        GTEST_SKIP() << kWhyNot;
    expectStackWiped();
    std::thread(expectStackWiped).join();
    wipeStackBelow(std::size_t{1} << 40); // as far as there is stack
}

TEST(FreedMemoryTest, isGivenBack) {
    giveBackFreedMemory();
}

TEST(FreedMemoryTest, coreDumpsAreForbiddenAndTheSearchStillWorks) {
    EXPECT_EQ(childSays("", "dumps"), "done 1, limit 0, dumpable 0, found 4\n");
}
